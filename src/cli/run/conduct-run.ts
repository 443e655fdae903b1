import { plainText } from '../../../reporters/text/plain-text.ts'
import type { Settings } from '../../config/settings.ts'
import type { Report } from '../../report/report.ts'
import { createSecrets, type Secrets } from '../../secrets/secrets.ts'
import { guardCrashes } from '../shell/crash.ts'
import { type Embedded, startEmbedded } from '../target/embedded-target.ts'
import { exitStatus } from '../shell/exit-status.ts'
import type { RunFlags } from '../flags/flags.ts'
import { listenForSignals } from '../target/interruption.ts'
import { limitHeap } from '../target/limit-heap.ts'
import { CLEAR_LINE } from '../report/pass-on.ts'
import { openReports, reportFlags, type Reports } from '../report/reports.ts'
import type { WatchRound } from '../watch/watch-round.ts'
import { type StartedServer, startServer } from '../target/start-server.ts'

/** The record of what a run creates. */
interface ClosingLedger {
  /** The paths of its files. */
  readonly files: readonly string[]
  /** Keeps the file for a clean-up. */
  readonly keep: () => void
  readonly discard: () => void
}

/** The reports, the ledger and the server of a run. */
export interface RunResources<L> {
  readonly reports: Reports
  readonly secrets: Secrets
  readonly ledger: L | undefined
  readonly signal: AbortSignal
  /** Set for a run without a target: the embedded server and its settings. */
  readonly embedded: Embedded | undefined
  /** The server of `--start`: why it is not ready, and what it prints. */
  readonly server: StartedServer
  readonly onHint: (hint: string) => void
  /** True if another round of a watched run waits for the end of this one. The report of this round is then of no use. */
  readonly superseded: () => boolean
}

/** A run of any contract, from its reports to its exit status. */
export interface Conducting<L extends ClosingLedger> {
  readonly flags: RunFlags
  readonly settings: Settings
  /** Undefined for a single run. */
  readonly round: WatchRound | undefined
  /** Opens the record of creates. Undefined where nothing is written. */
  readonly openLedger: () => Promise<L | undefined>
  readonly fire: (resources: RunResources<L>) => Promise<Report>
  /** Called with the report of each run. */
  readonly onReport: (report: Report) => void
  /** A sentence that says how to remove what the run could not remove. */
  readonly leftoverAdvice: string
}

/** Opens all reports and the ledger before the first request, and returns the exit status. */
export async function conductRun<L extends ClosingLedger>(conducting: Conducting<L>): Promise<number> {
  const { flags, settings, round, openLedger, fire, onReport, leftoverAdvice } = conducting
  round?.onStart()
  const secrets = createSecrets()
  guardCrashes(secrets.guard)
  const reports = await openReports(flags.reporter ?? ['spec'], reportFlags(flags, secrets.guard))
  const interruption = listenForSignals({
    first: 'the run cleans up and writes its reports',
    second: () => reports.discard(),
  })
  const signal = round === undefined ? interruption.signal : AbortSignal.any([interruption.signal, round.ended])
  const superseded = (): boolean => round?.ended.aborted === true && !interruption.signal.aborted
  const hints: string[] = []
  let [server, embedded, ledger]: [StartedServer?, Embedded?, L?] = []
  try {
    server = await startServer(settings, signal)
    ledger = server.unready === undefined && !signal.aborted ? await openLedger() : undefined
    embedded = settings.target === undefined ? await startEmbedded(settings) : undefined
    limitHeap()
    const onHint = (hint: string): void => void hints.push(hint)
    const report = await fire({ reports, secrets, ledger, signal, embedded, server, onHint, superseded })
    round?.onReport(report)
    onReport(report)
    closeLedger(ledger, report, leftoverAdvice)
    ledger = undefined
    if (superseded()) {
      reports.discard()
      if (reports.live) process.stdout.write(CLEAR_LINE)
      return 3
    }
    await reports.commit(report)
    for (const hint of hints) process.stderr.write(`hint: ${plainText(hint)}\n`)
    const status = exitStatus(report)
    if (status !== 0) for (const line of await server.account(report, secrets.mask)) process.stderr.write(`${line}\n`)
    return status
  } catch (error) {
    reports.discard()
    // The terminal may still show a status line.
    if (process.stdout.isTTY) process.stdout.write(CLEAR_LINE)
    keepLedger(ledger, leftoverAdvice)
    throw error
  } finally {
    interruption.stop()
    await embedded?.close()
    await server?.stop()
  }
}

/** Keeps the ledger of a run that an error ended, such as a full disk, and says what it is for. */
function keepLedger(ledger: ClosingLedger | undefined, advice: string): void {
  if (ledger === undefined) return
  ledger.keep()
  const files = `the ledger ${ledger.files.map(plainText).join(', ')} is kept`
  process.stderr.write(`${files}, since members of the run may still be on the target; ${advice}\n`)
}

/** Deletes the ledger of a run that left nothing on the target. */
function closeLedger(ledger: ClosingLedger | undefined, { leftBehind = [] }: Report, advice: string): void {
  if (leftBehind.length === 0) return ledger?.discard()
  ledger?.keep()
  if (ledger !== undefined) process.stderr.write(`the run could not remove everything that it created; ${advice}\n`)
}
