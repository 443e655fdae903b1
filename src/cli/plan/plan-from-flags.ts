import { drawSeed } from '../../draw/draw-seed.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import type { SuiteFlags } from '../flags/flags.ts'
import { MOST_SEED, wholeNumber } from '../flags/whole-number.ts'
import type { Bundle } from '../../bundle/bundle.ts'
import type { Config } from '../../config/config.ts'
import { checkAt, placed, placeOfKey } from '../../config/placed.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { PlannedShard } from '../../plan/order/shard.ts'
import { formatMistake, UserError } from '../../source/mistake.ts'
import { TOOL } from '../../source/tool.ts'
import { suitesOfRun } from './suites-of-run.ts'

/** The planned cases of a command, with their contract, configuration and seed. */
export interface Planned {
  readonly bundle: Bundle
  readonly config: Config
  readonly cases: readonly PlannedCase[]
  /** The ids of all cases of the suites, selected or not. */
  readonly allIds: readonly string[]
  /** True if the cases are only some of the cases of the suites. */
  readonly narrowed: boolean
  /** Ids of the cases that failed before and come first; the order of the other cases is that of known kills. */
  readonly failed?: readonly string[]
  /** Set where the cases are a shard of the plan. */
  readonly shard?: PlannedShard
  readonly seed: number
  /** All cases, with the values of a seed. */
  readonly planAt: (seed: number) => readonly PlannedCase[]
}

/**
 * Loads the configuration, contract and suites, and plans the selected cases. Sends no request.
 * @throws UserError for mistakes in flags or files.
 */
export async function planFromFlags(patterns: readonly string[], flags: SuiteFlags): Promise<Planned> {
  // A dynamic import keeps --help and usage errors fast.
  const [{ readConfig }, { loadBundle }, { contractAsOf }, { planCases }, { selectWithHints }, { isNarrowed }] =
    await Promise.all([
      import('../../config/settings.ts'),
      import('../../bundle/load-bundle.ts'),
      import('../../contract/contract-as-of.ts'),
      import('../../plan/plan.ts'),
      import('../shell/select-with-hints.ts'),
      import('../../plan/select/is-narrowed.ts'),
    ])
  const config = await readConfig(flags, process.env)
  const seed = parseSeed(flags.seed)
  refuseUnsetPlaces(config, flags)
  const otherSuites = await suitesOfRun(flags, config)
  const named = flags.contract ?? config.contract ?? TOOL.contract
  const loaded = await loadBundle(named, otherSuites).catch((error: unknown) => {
    throw placed(error, placeOfKey('contract', flags, config))
  })
  const version = flags.asOf ?? config.asOf
  const contract = checkAt(placeOfKey('asOf', flags, config), () => contractAsOf(loaded.contract, version))
  const bundle = { ...loaded, contract }
  for (const hint of bundle.suites.flatMap(({ hints }) => hints))
    process.stderr.write(`${plainText(formatMistake(hint))}\n`)
  const all = planCases(bundle.suites, bundle.contract, seed)
  const cases = selectWithHints(all, { ...bundle, patterns, excluded: flags.exclude ?? [] })
  const narrowed = isNarrowed({ ...bundle, cases, all, otherSuites: otherSuites !== undefined })
  const planAt = (other: number): readonly PlannedCase[] => planCases(bundle.suites, bundle.contract, other)
  return { bundle, config, seed, cases, allIds: all.map(({ id }) => id), narrowed, planAt }
}

/** Refuses an unset variable in the place of the contract or of the suites. */
function refuseUnsetPlaces({ unset = [] }: Config, flags: SuiteFlags): void {
  const needed = unset.filter(({ path: [key] }) =>
    key === 'contract' || key === 'suites' || key === 'asOf' ? flags[key] === undefined : false,
  )
  if (needed.length > 0) throw new UserError(needed.map(({ mistake }) => mistake))
}

/** @throws UserError for a text that is no seed. */
export function parseSeed(text: string | undefined): number {
  if (text === undefined) return drawSeed()
  return wholeNumber('--seed', text, { least: 0, most: MOST_SEED })
}
