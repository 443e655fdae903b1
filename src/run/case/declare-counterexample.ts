import type { Example } from '../../draw/property-source.ts'
import { MASK } from '../../secrets/mask-text.ts'
import { drawnWithZeros } from '../../secrets/with-zeros.ts'
import { expectedRequests } from '../../plan/order/estimate.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Attempt } from '../session/attempt.ts'
import { runCase, type CaseContext } from './run-case.ts'
import { scrub } from './scrub.ts'
import type { Session } from '../session/session.ts'

/**
 * Returns an example as a declared case, in YAML with masked secrets. Undefined if the declared case does not fail on the target in the
 * same way. A fault that depends on the characters of a secret shows only in a replay. A case that would cost too many requests is not
 * tried.
 */
export async function declareCounterexample(
  planned: PlannedCase,
  { example, wanted }: { readonly example: Example; readonly wanted: Attempt['findings'][number] | undefined },
  { lane, session }: CaseContext,
): Promise<string | undefined> {
  // The writer and the checks of suites are loaded for the first failure only.
  const { declareCase } = await import('../../plan/explain/declare-case.ts')
  const yaml = session.secrets.mask(await declareCase(planned, example, session.contract))
  const [declared] = await plannedFrom(yaml, session)
  if (declared === undefined || session.signal.aborted || !hasRoomFor(declared, session)) return undefined
  if (planned.property?.history !== undefined) await scrub(planned, example, { lane, session })
  const secrets: Session['secrets'] = {
    ...session.secrets,
    add: (secret) => (isPrinted(secret.value) ? undefined : session.secrets.add(secret)),
  }
  const attempt = await runCase(declared, { lane, session: { ...session, secrets } })
  const isSame = attempt.findings.some(
    ({ requirement, level }) => requirement === wanted?.requirement && level === wanted.level,
  )
  return isSame ? yaml : undefined
}

/** The placeholder of a secret in a printed case is no secret: zeros, or a mask. */
function isPrinted(value: string): boolean {
  return drawnWithZeros(value) === value || value.includes(MASK)
}

/**
 * True where the case costs no more than shrinking may, and fits into the budget of the run. Each step of a long history has two
 * snapshots.
 */
function hasRoomFor(declared: PlannedCase, { contract, shrinking, budget }: Session): boolean {
  const cost = expectedRequests(declared, contract)
  return cost <= shrinking && budget.allows(cost)
}

/**
 * The planned rows of a declared case, as a suite of the user would have them. There are none where the checks of suites refuse the case.
 */
async function plannedFrom(yaml: string, { contract }: Session): Promise<readonly PlannedCase[]> {
  const [{ checkedSuites }, { checkPlan }, { planCases }, { UserError }, { parseYamlSource }] = await Promise.all([
    import('../../suite/load-suites.ts'),
    import('../../plan/check/check-plan.ts'),
    import('../../plan/plan.ts'),
    import('../../source/mistake.ts'),
    import('../../source/yaml-source.ts'),
  ])
  const indented = yaml.split('\n').map((line) => (line === '' ? '' : `  ${line}`))
  const text = ['suite: found', 'about: a counterexample', 'cases:', ...indented].join('\n')
  try {
    const suites = checkedSuites([parseYamlSource('found.yaml', text)], contract)
    checkPlan(suites, contract)
    return planCases(suites, contract, PASTED_SEED)
  } catch (error) {
    if (error instanceof UserError) return []
    throw error
  }
}

/** A seed that draws other secrets than the run. */
const PASTED_SEED = 0x9e3779b9
