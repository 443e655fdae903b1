import { REMOTE_SHRINKING } from '../run/shrink-example.ts'
import { isLoopback } from '../config/loopback.ts'
import { replayFlags } from '../config/replay-flags.ts'
import { type Settings } from '../config/settings.ts'
import { readKills } from '../bundle/order-files.ts'
import type { Report, RunEvent } from '../report/report.ts'
import { run } from '../run/run.ts'
import type { RunBaseline } from '../run/run-plan.ts'
import { type Secrets } from '../secrets/secrets.ts'
import { httpTarget } from '../http/http-target.ts'
import type { Target } from '../http/target.ts'
import { activeRunIn } from '../group/active-run.ts'
import type { Ledger } from '../group/ledger.ts'
import { nameOf } from '../group/ledger-name.ts'
import { counted } from '../../reporters/wording.ts'
import { calledAs } from './called-as.ts'
import { cleanupLine } from './cleanup-line.ts'
import { forceGc } from './force-gc.ts'
import { orderOfRun } from './order-of-run.ts'
import { createProgressLines, LINE_EVERY } from './progress-lines.ts'
import { type Reports } from './reports.ts'
import type { RunFlags } from './flags.ts'
import { type StartedServer, unreadyTarget } from './start-server.ts'
import { type Planned } from './plan-from-flags.ts'

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
export async function fire(
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
    progressEvery: reports.live ? PROGRESS : LINE_EVERY,
    secrets,
    onHint,
    outputIn: server.outputIn,
    forceGc,
    ...(ledger === undefined ? {} : { ledger }),
    otherRun: (group) => activeRunIn('.', { target: nameOf(target), group }),
  })
  return passOn(events, { flags, reports, superseded, target, local })
}

interface Passing extends Pick<Firing, 'flags' | 'reports' | 'superseded' | 'local'> {
  readonly target: URL
}

/** Passes the events of a run to the reports, and returns the last event. */
async function passOn(events: AsyncIterable<RunEvent>, passing: Passing): Promise<Report> {
  const { flags, reports, superseded } = passing
  const tellProgress = reports.live || flags.quiet === true ? undefined : createProgressLines()
  let report: Report | undefined
  for await (const event of events) {
    if (event.type === 'report') report = event
    if (superseded()) continue
    if (event.type === 'cleanup') tellCleanUp(event.members, { ...passing, live: reports.live })
    process.stderr.write(tellProgress?.(event) ?? '')
    reports.event(event)
  }
  if (report === undefined) throw new Error('the run ended without a report')
  return report
}

function trafficOf({ rate, inFlight, concurrency }: Settings): Pick<Settings, 'rate' | 'inFlight' | 'concurrency'> {
  return { ...(rate === undefined ? {} : { rate }), ...(inFlight === undefined ? {} : { inFlight }), concurrency }
}

function openTarget(url: URL, { limits, tls, headers, groups }: Settings, local: boolean): Target {
  return httpTarget(url, { limits, tls, headers, proxy: !local, lanes: groups.length })
}

/** Erases the status line. */
export const CLEAR_LINE = '\r\u001b[2K'
/** The time between two redraws of the status line, in milliseconds. */
const PROGRESS = 500

interface CleaningUp {
  readonly flags: RunFlags
  readonly target: URL
  readonly local: boolean
  readonly live: boolean
}

/** Tells a person who interrupts the run what it still does. The members of an embedded server end with the run. */
function tellCleanUp(members: number, { flags, target, local, live }: CleaningUp): void {
  if (members === 0) return
  if (live) process.stdout.write(CLEAR_LINE)
  const them = members === 1 ? 'it' : 'them'
  const later = `; Ctrl-C again leaves ${them}, \`${cleanupLine(flags, nameOf(target))}\` removes ${them} later`
  process.stderr.write(`removing ${counted(members, 'member')}${local ? '' : later}\n`)
}
