import { REMOTE_SHRINKING } from './run/shrink-example.ts'
import { heldTo } from './contract/held-to.ts'
import { checkCredentials } from './config/check-credentials.ts'
import { loadBundle } from './bundle/load-bundle.ts'
import { readKills, readOrder } from './bundle/order-files.ts'
import { checkOptions, type ConformanceOptions } from './conformance-options.ts'
import { checkGroupIds, checkGroups } from './config/check-groups.ts'
import { replayFlags } from './config/replay-flags.ts'
import { isLoopback } from './config/loopback.ts'
import { parseTarget } from './config/settings.ts'
import { completeOrder } from './plan/complete-order.ts'
import { isNarrowed } from './plan/is-narrowed.ts'
import { planCases } from './plan/plan.ts'
import { selectCurrent } from './plan/select-current.ts'
import type { RunEvent } from './report/report.ts'
import { run } from './run/run.ts'
import { TOOL } from './source/tool.ts'
import { fetchTarget } from './http/fetch-target.ts'
import { httpTarget } from './http/http-target.ts'
import { DEFAULT_LIMITS, type Limits, type Target } from './http/target.ts'

/**
 * Runs the suites against a target, as `conform run` does. The last event is the report.
 * @throws UserError for mistakes in options, contract or suites. Behaviour of the target never throws.
 */
export async function* runConformance(options: ConformanceOptions): AsyncGenerator<RunEvent, void, undefined> {
  await checkOptions(options)
  const groups = [options.groupId].flat()
  checkGroups(groups, options.otherGroupId)
  const bundle = await loadBundle(options.contract ?? TOOL.contract, options.suites)
  const { suites, validators } = bundle
  const contract = heldTo(bundle.contract, options.asOf)
  checkCredentials(options.principals ?? {}, contract)
  checkGroupIds([...groups, options.otherGroupId], contract)
  const seed = options.seed ?? Math.trunc(Math.random() * 2 ** 31)
  const { otherGroupId, rate, inFlight, budget, runs, verbose, signal } = options
  const { only = [], exclude = [] } = options
  const asked = { patterns: only, excluded: exclude, suites, contract }
  const all = planCases(suites, contract, seed)
  const { cases } = selectCurrent(all, asked)
  yield* run({
    contract,
    validators,
    cases,
    narrowed: isNarrowed({ cases, all, suites, contract, otherSuites: options.suites !== undefined }),
    invariants: suites.flatMap(({ invariants }) => invariants),
    target: createTarget(options),
    groups,
    ...(otherGroupId === undefined ? {} : { otherGroup: otherGroupId }),
    principals: options.principals ?? {},
    seed,
    command: 'npx --no -- conform',
    ...(typeof options.target === 'string' ? { replayFlags: replayFlags({ ...options, target: options.target }) } : {}),
    level: options.level ?? 'must',
    ...(rate === undefined ? {} : { rate }),
    ...(inFlight === undefined ? {} : { inFlight }),
    concurrency: options.concurrency ?? isOnThisMachine(options),
    ...(isOnThisMachine(options) ? {} : { shrinking: REMOTE_SHRINKING }),
    order: completeOrder(cases, readOrder(bundle)),
    ...(budget === undefined ? {} : { budget, knownKills: readKills(bundle) }),
    ...(runs === undefined ? {} : { runs }),
    ...(verbose === undefined ? {} : { verbose }),
    ...(signal === undefined ? {} : { signal }),
  })
}

function isOnThisMachine({ target }: ConformanceOptions): boolean {
  return typeof target !== 'string' || isLoopback(parseTarget(target))
}

function createTarget({ target, groupId, timeout }: ConformanceOptions): Target {
  const limits: Limits =
    timeout === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, total: timeout, connect: timeout }
  return typeof target === 'string'
    ? httpTarget(parseTarget(target), { limits, proxy: true, lanes: [groupId].flat().length })
    : fetchTarget(target, limits)
}
