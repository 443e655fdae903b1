import { drawSeed } from './draw/draw-seed.ts'
import { REMOTE_SHRINKING } from './run/case/shrink-example.ts'
import type { Contract } from './contract/contract.ts'
import { contractAsOf } from './contract/contract-as-of.ts'
import { checkCredentials } from './config/check-credentials.ts'
import { loadBundle } from './bundle/load-bundle.ts'
import { readKills, readOrder } from './bundle/order-files.ts'
import { checkOptions, type ConformanceOptions } from './conformance-options.ts'
import { checkGroupIds, checkGroups, groupOfShard } from './config/check-groups.ts'
import { replayFlags } from './config/replay-flags.ts'
import { isLoopback } from './config/loopback.ts'
import { parseTarget } from './config/parse-target.ts'
import { completeOrder } from './plan/order/complete-order.ts'
import { isNarrowed } from './plan/select/is-narrowed.ts'
import { planCases } from './plan/plan.ts'
import type { Portion } from './plan/order/portion.ts'
import { selectCurrent } from './plan/select/select-current.ts'
import { takeShard } from './plan/order/take-shard.ts'
import { needsOtherGroup } from './plan/order/writes.ts'
import type { RunEvent } from './report/run-event.ts'
import type { RunPlan } from './run/session/run-plan.ts'
import { run } from './run/run.ts'
import { TOOL } from './source/tool.ts'
import { fetchTarget } from './http/fetch-target.ts'
import { httpTarget } from './http/http-target.ts'
import { DEFAULT_LIMITS, limitsWithin, type Target } from './http/target.ts'

/**
 * Runs the suites against a target, as `conform run` does. The last event is the report.
 * @throws UserError for mistakes in options, contract or suites. Behaviour of the target never throws.
 */
export async function* runConformance(options: ConformanceOptions): AsyncGenerator<RunEvent, void, undefined> {
  await checkOptions(options)
  const groups = [options.groupId].flat()
  checkGroups({ groups, otherGroup: options.otherGroupId })
  const bundle = await loadBundle(options.contract ?? TOOL.contract, options.suites)
  const { suites, validators } = bundle
  const contract = contractAsOf(bundle.contract, options.asOf)
  checkCredentials(options.principals ?? {}, contract)
  checkGroupIds({ groups, otherGroup: options.otherGroupId }, contract)
  const seed = options.seed ?? drawSeed()
  const { rate, inFlight, budget, runs, verbose, signal } = options
  const { only = [], exclude = [] } = options
  const selection = { patterns: only, excluded: exclude, suites, contract }
  const all = planCases(suites, contract, seed)
  const { cases: whole } = selectCurrent(all, selection)
  const known = readOrder(bundle)
  const { cases, ...part } = await casesAndGroupsOf(options, { whole, known, contract, validators })
  yield* run({
    contract,
    validators,
    cases,
    ...part,
    narrowed: isNarrowed({ cases: whole, all, suites, contract, otherSuites: options.suites !== undefined }),
    invariants: suites.flatMap(({ invariants }) => invariants),
    target: createTarget(options),
    ...(await baselineFor(options, contract, all)),
    principals: options.principals ?? {},
    seed,
    command: 'npx --no -- conform',
    ...(typeof options.target === 'string' ? { replayFlags: replayFlags({ ...options, target: options.target }) } : {}),
    level: options.level ?? 'must',
    ...(rate === undefined ? {} : { rate }),
    ...(inFlight === undefined ? {} : { inFlight }),
    concurrency: options.concurrency ?? isOnThisMachine(options),
    ...(isOnThisMachine(options) ? {} : { shrinking: REMOTE_SHRINKING }),
    order: completeOrder(cases, known),
    ...(budget === undefined ? {} : { budget, knownKills: readKills(bundle) }),
    ...(runs === undefined ? {} : { runs }),
    ...(verbose === undefined ? {} : { verbose }),
    ...(signal === undefined ? {} : { signal }),
  })
}

interface ShardInput extends Pick<RunPlan, 'contract' | 'validators'> {
  /** The cases of the whole run. */
  readonly whole: RunPlan['cases']
  /** The order that is known for them. */
  readonly known: readonly Portion[]
}

/** The cases and groups of the run, or those of its shard. */
async function casesAndGroupsOf(
  { groupId, otherGroupId, shard: requested, runs }: ConformanceOptions,
  { whole, known, contract, validators }: ShardInput,
): Promise<Pick<RunPlan, 'cases' | 'shard' | 'groups' | 'otherGroup'>> {
  const groups = [groupId].flat()
  const other = otherGroupId === undefined ? {} : { otherGroup: otherGroupId }
  if (requested === undefined) return { cases: whole, groups, ...other }
  const group = groupOfShard(groups, requested)
  const shardInput = { cases: whole, order: completeOrder(whole, known), contract, validators, runs }
  const { cases, shard } = await takeShard(requested, shardInput)
  return { cases, shard, groups: [group], ...(cases.some(needsOtherGroup) ? other : {}) }
}

async function baselineFor(
  { baseline, baselineLenient = false }: ConformanceOptions,
  contract: Contract,
  all: RunPlan['cases'],
): Promise<Pick<RunPlan, 'baseline'>> {
  if (baseline === undefined) return {}
  // A dynamic import keeps a run without a baseline fast.
  const { baselineOf, loadBaseline } = await import('./config/load-baseline.ts')
  const read =
    typeof baseline === 'string'
      ? loadBaseline(baseline, contract)
      : baselineOf('the option "baseline"', baseline, contract)
  return { baseline: { ...read, lenient: baselineLenient, planned: all.map(({ id }) => id) } }
}

function isOnThisMachine({ target }: ConformanceOptions): boolean {
  return typeof target !== 'string' || isLoopback(parseTarget(target))
}

function createTarget({ target, groupId, timeout }: ConformanceOptions): Target {
  const limits = timeout === undefined ? DEFAULT_LIMITS : limitsWithin(timeout)
  return typeof target === 'string'
    ? httpTarget(parseTarget(target), { limits, proxy: true, lanes: [groupId].flat().length })
    : fetchTarget(target, limits)
}
