import { REMOTE_SHRINKING } from '../../run/case/shrink-example.ts'
import { isLoopback } from '../../config/loopback.ts'
import { replayFlags } from '../../config/replay-flags.ts'
import { type Settings } from '../../config/settings.ts'
import { readKills } from '../../bundle/order-files.ts'
import type { Report } from '../../report/report.ts'
import { run } from '../../run/run.ts'
import type { RunBaseline } from '../../run/session/run-plan.ts'
import { type Secrets } from '../../secrets/secrets.ts'
import { httpTarget } from '../../http/http-target.ts'
import type { Target } from '../../http/target.ts'
import { activeRunIn } from '../../group/active-run.ts'
import type { Ledger } from '../../group/ledger.ts'
import { nameOf } from '../../group/ledger-name.ts'
import { calledAs } from '../shell/called-as.ts'
import { forceGc } from '../target/force-gc.ts'
import { orderOfRun } from '../plan/order-of-run.ts'
import { passOn, progressEvery } from '../report/pass-on.ts'
import { type Reports } from '../report/reports.ts'
import type { RunFlags } from '../flags/flags.ts'
import { type StartedServer, unreadyTarget } from '../target/start-server.ts'
import { type Planned } from '../plan/plan-from-flags.ts'

/** The surroundings of a run. */
export interface Firing {
  readonly flags: RunFlags
  readonly reports: Reports
  readonly secrets: Secrets
  readonly ledger: Ledger | undefined
  readonly signal: AbortSignal
  /** The target is the embedded server, so the request uses no proxy. */
  readonly local: boolean
  /** The server that was started for the run, or for which it has waited. */
  readonly server: Pick<StartedServer, 'unready' | 'outputIn'>
  readonly onHint: (hint: string) => void
  /** True if another round of a watched run waits for the end of this one, so that its report is of no use. */
  readonly superseded: () => boolean
  readonly baseline: RunBaseline | undefined
}

/** Runs a plan at its target, and passes its events to the reports. Returns the report. */
export async function sendCases(
  planned: Planned,
  settings: Settings,
  { flags, reports, secrets, ledger, signal, local, server, onHint, superseded, baseline }: Firing,
): Promise<Report> {
  const { bundle, cases, narrowed, shard, seed } = planned
  const { target, groups, otherGroup, principals, budget } = settings
  if (target === undefined) throw new Error('a run needs a target')
  const events = run({
    contract: bundle.contract,
    validators: bundle.validators,
    cases,
    order: orderOfRun(planned),
    ...(budget === undefined ? {} : { budget, knownKills: readKills(bundle) }),
    narrowed,
    ...(shard === undefined ? {} : { shard }),
    invariants: bundle.suites.flatMap(({ invariants }) => invariants),
    target: server.unready === undefined ? openTarget(target, settings, local) : unreadyTarget(target, server.unready),
    embedded: local,
    groups,
    ...(otherGroup === undefined ? {} : { otherGroup }),
    principals,
    seed,
    level: flags.level,
    baseline,
    ...(flags.bail === undefined ? {} : { bail: flags.bail === true ? 1 : Number(flags.bail) }),
    ...trafficOf(settings),
    ...(isLoopback(target) ? {} : { shrinking: REMOTE_SHRINKING }),
    ...(flags.runs === undefined ? {} : { runs: Number(flags.runs) }),
    verbose: flags.verbose === true,
    command: calledAs(),
    replayFlags: replayFlags(flags),
    signal,
    progressEvery: progressEvery(reports),
    secrets,
    onHint,
    outputIn: server.outputIn,
    forceGc,
    ...(ledger === undefined ? {} : { ledger }),
    otherRun: (group) => activeRunIn('.', { target: nameOf(target), group }),
  })
  return passOn(events, { flags, reports, superseded, target, local })
}

function trafficOf({ rate, inFlight, concurrency }: Settings): Pick<Settings, 'rate' | 'inFlight' | 'concurrency'> {
  return { ...(rate === undefined ? {} : { rate }), ...(inFlight === undefined ? {} : { inFlight }), concurrency }
}

function openTarget(url: URL, { limits, tls, headers, groups }: Settings, local: boolean): Target {
  return httpTarget(url, { limits, tls, headers, proxy: !local, lanes: groups.length })
}
