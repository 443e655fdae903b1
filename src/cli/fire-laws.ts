import { isLoopback } from '../config/loopback.ts'
import { replayFlags, flagsText } from '../config/replay-flags.ts'
import { decideSettings, type Settings } from '../config/settings.ts'
import { refuseUnset } from '../config/unset.ts'
import { ledgerName, nameOf } from '../group/ledger-name.ts'
import { httpTarget } from '../http/http-target.ts'
import { tokenPathOf } from '../law/contract-of-model.ts'
import { type MemberLedgerFile, openMemberLedger } from '../law/member-ledger.ts'
import { runLaws } from '../law/run-laws.ts'
import type { Report } from '../report/report.ts'
import { createSecrets, type Secrets } from '../secrets/secrets.ts'
import type { OutputIn } from '../run/output-in.ts'
import { UserError } from '../source/mistake.ts'
import { calledAs } from './called-as.ts'
import { cleanupLine } from './cleanup-line.ts'
import { guardCrashes } from './crash.ts'
import { warnOfInsecure } from './insecure.ts'
import { listenForSignals } from './interruption.ts'
import { type LawFlags, refuseOtherFlags } from './law-flags.ts'
import { printLaws } from './print-laws.ts'
import { type PlannedLaws, planLawsFromFlags } from './law-plan-from-flags.ts'
import { openReports, type Reports } from './reports.ts'
import { startServer, unreadyTarget } from './start-server.ts'

/**
 * Runs laws at a target and returns the exit status.
 * @throws UserError for mistakes in flags, configuration, document or contract.
 */
export async function fireLaws(patterns: readonly string[], flags: LawFlags): Promise<number> {
  refuseOtherFlags(flags)
  const planned = await planLawsFromFlags(patterns, flags)
  if (flags.dryRun === true) {
    printLaws(planned)
    return 0
  }
  // A run of laws has no groups; the settings of other runs need one.
  const { otherGroup: _, ...config } = planned.config
  const names = { target: [], credentials: {} }
  const settings = decideSettings({ ...flags, groupId: ['none'] }, config, { names, variables: process.env })
  if (settings.target === undefined)
    throw new UserError('a run of laws needs a target; name the server with --target URL')
  refuseUnset(settings.unset ?? [], [])
  warnOfInsecure(settings)
  return fireAt(settings.target, { planned, settings, flags })
}

interface Firing {
  readonly planned: PlannedLaws
  readonly settings: Settings
  readonly flags: LawFlags
}

async function fireAt(target: URL, firing: Firing): Promise<number> {
  const { settings, flags } = firing
  const secrets = createSecrets()
  guardCrashes(secrets.guard)
  const reports = await openReports(flags.reporter ?? ['spec'], {
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    ...(flags.slowest === undefined ? {} : { slowest: Number(flags.slowest) }),
    guard: secrets.guard,
    environment: { ...process.env, PWD: process.cwd() },
  })
  const interruption = listenForSignals(reports)
  const server = await startServer(settings, interruption.signal)
  const ledger = openLedger(target, firing)
  try {
    const report = await fire(target, {
      ...firing,
      secrets,
      reports,
      signal: interruption.signal,
      ledger,
      unready: server.unready,
      outputIn: server.outputIn,
    })
    closeLedger(ledger, report, cleanupLine(flags, nameOf(target)))
    await reports.commit(report)
    const status = report.interrupted === true ? 3 : { conforms: 0, violates: 1, inconclusive: 3 }[report.verdict]
    if (status !== 0) for (const line of await server.account(report, secrets.mask)) process.stderr.write(`${line}\n`)
    return status
  } catch (error) {
    reports.discard()
    ledger?.keep()
    throw error
  } finally {
    interruption.stop()
    await server.stop()
  }
}

/** The ledger of a run that may write; undefined for a run that only reads. */
export function openLedger(
  target: URL,
  {
    planned,
    flags,
  }: {
    readonly planned: Pick<PlannedLaws, 'model' | 'document' | 'mayWrite'>
    readonly flags: Pick<LawFlags, 'ledger'>
  },
): MemberLedgerFile | undefined {
  const { model, document, mayWrite } = planned
  if (!Object.keys(model.resources).some(mayWrite)) return undefined
  const tokenPath = tokenPathOf(document)
  return openMemberLedger(flags.ledger ?? ledgerName(target, model.name), {
    api: model.name,
    target: nameOf(target),
    headers: model.headers,
    ...(tokenPath === undefined ? {} : { tokenPath }),
    durable: !isLoopback(target),
    cleanup: cleanupLine(flags.ledger === undefined ? {} : { ledger: flags.ledger }, nameOf(target)),
  })
}

interface Surroundings extends Firing {
  readonly secrets: Secrets
  readonly reports: Reports
  readonly signal: AbortSignal
  readonly ledger: MemberLedgerFile | undefined
  readonly unready: string | undefined
  readonly outputIn: OutputIn | undefined
}

async function fire(target: URL, surroundings: Surroundings): Promise<Report> {
  const { planned, settings, flags, secrets, reports, signal, ledger, unready, outputIn } = surroundings
  const { limits, tls, headers, principals, rate, budget } = settings
  const chosen = new Set(planned.cases.map((one) => one.planned.id))
  const events = runLaws({
    ...planned,
    ...(planned.narrowed ? { selects: (id: string) => chosen.has(id) } : {}),
    target:
      unready === undefined
        ? httpTarget(target, { limits, tls, headers, proxy: true })
        : unreadyTarget(target, unready),
    principals,
    level: flags.level,
    ...(rate === undefined ? {} : { rate }),
    ...(budget === undefined ? {} : { budget }),
    ...(flags.bail === undefined ? {} : { bail: flags.bail === true ? 1 : Number(flags.bail) }),
    verbose: flags.verbose === true,
    command: calledAs(),
    replayFlags: `${replayFlags(flags)}${flagsText({ openapi: flags.openapi, write: flags.write, scope: flags.scope, 'other-scope': flags.otherScope })}`,
    signal,
    secrets,
    onHint: (hint) => process.stderr.write(`hint: ${hint}\n`),
    outputIn,
    ...(ledger === undefined ? {} : { ledger: ledger.ledger }),
  })
  let report: Report | undefined
  for await (const event of events) {
    if (event.type === 'report') report = event
    reports.event(event)
  }
  if (report === undefined) throw new Error('the run ended without a report')
  return report
}

function closeLedger(ledger: MemberLedgerFile | undefined, { leftBehind = [] }: Report, cleanup: string): void {
  if (leftBehind.length === 0) return ledger?.discard()
  ledger?.keep()
  process.stderr.write(`the run could not remove everything that it created; to remove the rest: ${cleanup}\n`)
}
