import type { Bundle } from '../../bundle/bundle.ts'
import type { Contract } from '../../contract/contract.ts'
import type { LawPlanFlags, PlannedLaws } from './law-plan-from-flags.ts'
import { modelContract } from './model-contract.ts'
import { type Planned, planFromFlags } from './plan-from-flags.ts'

/** A plan over a contract of either kind. */
export interface AnyPlan extends Planned {
  /** Set for a document, and for a contract of resources. */
  readonly laws?: PlannedLaws | undefined
}

/** True if the flags or the configuration name a document or a contract of resources. */
export async function namesResources(
  flags: Pick<LawPlanFlags, 'config' | 'contract' | 'openapi' | 'laws'>,
): Promise<boolean> {
  return flags.openapi !== undefined || (await modelContract(flags)) !== undefined
}

/**
 * Plans the selected cases of any contract for a command that sends nothing. Laws are planned as if the run might write.
 * @throws UserError for mistakes in flags or files.
 */
export async function planAny(patterns: readonly string[], flags: LawPlanFlags): Promise<AnyPlan> {
  if (!(await namesResources(flags))) return planFromFlags(patterns, flags)
  const { planLawsFromFlags } = await import('./law-plan-from-flags.ts')
  const laws = await planLawsFromFlags(patterns, { ...flags, write: ['*'] })
  return { ...(await asPlanned(laws)), laws }
}

/** Laws as cases of a contract, whose requirements are those that the cases name. */
export async function asPlanned(laws: PlannedLaws): Promise<Planned> {
  const { model, config, cases, all, narrowed, seed } = laws
  const [{ contractOfLaws }, { requirementsOfLaws }, { casesOf }] = await Promise.all([
    import('../../law/session/contract-of-laws.ts'),
    import('../../law/requirements-of-laws.ts'),
    import('../../law/run-laws.ts'),
  ])
  const bundle: Bundle = {
    contract: contractOfLaws(model, requirementsOfLaws(all)),
    suites: [],
    validators: () => () => [],
  }
  return {
    bundle,
    config,
    cases: cases.map(({ planned }) => planned),
    allIds: all.map(({ planned }) => planned.id),
    narrowed,
    seed,
    planAt: (other) => casesOf({ ...laws, seed: other }).map(({ planned }) => planned),
  }
}

/** The contract that a baseline is held to: a finding of a law can have a lower level than the law, and then names a sentence of its own. */
export async function contractOfBaseline({ bundle, laws }: AnyPlan): Promise<Pick<Contract, 'name' | 'requirements'>> {
  if (laws === undefined) return bundle.contract
  const { allRequirementsOfLaws } = await import('../../law/requirements-of-laws.ts')
  return { name: bundle.contract.name, requirements: allRequirementsOfLaws(laws.all) }
}
