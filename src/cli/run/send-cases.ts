import { REMOTE_SHRINKING } from '../../run/case/shrink-example.ts'
import { isLoopback } from '../../config/loopback.ts'
import { replayFlags } from '../../config/replay-flags.ts'
import { type Settings } from '../../config/settings.ts'
import { readKills } from '../../bundle/order-files.ts'
import type { Report } from '../../report/report.ts'
import { run } from '../../run/run.ts'
import { httpTarget } from '../../http/http-target.ts'
import type { Target } from '../../http/target.ts'
import { activeRunIn } from '../../group/active-run.ts'
import type { Ledger } from '../../group/ledger.ts'
import { nameOf } from '../../group/ledger-name.ts'
import { commonRunInput, type Running } from './common-run-input.ts'
import { forceGc } from '../target/force-gc.ts'
import { orderOfRun } from '../plan/order-of-run.ts'
import { passOn } from '../report/pass-on.ts'
import type { RunFlags } from '../flags/flags.ts'
import { unreadyTarget } from '../target/start-server.ts'
import { type Planned } from '../plan/plan-from-flags.ts'

/** The surroundings of a run. */
export interface Firing extends Running {
  readonly flags: RunFlags
  readonly ledger: Ledger | undefined
  /** The target is the embedded server, so the request uses no proxy. */
  readonly local: boolean
  /** True if another round of a watched run waits for the end of this one. The report of this round is then of no use. */
  readonly superseded: () => boolean
}

/** Runs a plan at its target, and passes its events to the reports. Returns the report. */
export async function sendCases(planned: Planned, settings: Settings, firing: Firing): Promise<Report> {
  const { flags, reports, ledger, local, server, superseded } = firing
  const { bundle, cases, narrowed, shard, seed } = planned
  const { target, groups, otherGroup, budget, inFlight, concurrency } = settings
  if (target === undefined) throw new Error('a run needs a target')
  const events = run({
    ...commonRunInput(firing, settings),
    contract: bundle.contract,
    validators: bundle.validators,
    cases,
    order: orderOfRun(planned),
    ...(budget === undefined ? {} : { knownKills: readKills(bundle) }),
    narrowed,
    ...(shard === undefined ? {} : { shard }),
    invariants: bundle.suites.flatMap(({ invariants }) => invariants),
    target: server.unready === undefined ? openTarget(target, settings, local) : unreadyTarget(target, server.unready),
    embedded: local,
    groups,
    ...(otherGroup === undefined ? {} : { otherGroup }),
    seed,
    ...(inFlight === undefined ? {} : { inFlight }),
    concurrency,
    ...(isLoopback(target) ? {} : { shrinking: REMOTE_SHRINKING }),
    replayFlags: replayFlags(flags),
    forceGc,
    ...(ledger === undefined ? {} : { ledger }),
    otherRun: (group) => activeRunIn('.', { target: nameOf(target), group }),
  })
  return passOn(events, { flags, reports, superseded, target, local })
}

function openTarget(url: URL, { limits, tls, headers, groups }: Settings, local: boolean): Target {
  return httpTarget(url, { limits, tls, headers, proxy: !local, lanes: groups.length })
}
