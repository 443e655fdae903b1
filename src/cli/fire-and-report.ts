import { decideSettings, type Settings } from '../config/settings.ts'
import { onlyExample } from '../plan/only-example.ts'
import { onlyReads } from '../plan/writes.ts'
import type { Report } from '../report/report.ts'
import { run } from '../run/run.ts'
import { createSecrets, type Secrets } from '../secrets/secrets.ts'
import { httpTarget } from '../http/http-target.ts'
import type { LedgerFile } from '../group/ledger-file.ts'
import type { Ledger } from '../group/ledger.ts'
import { UserError } from '../source/mistake.ts'
import { askFirst } from './ask-first.ts'
import { guardCrashes } from './crash.ts'
import { dryRun } from './dry-run.ts'
import { forceGc } from './force-gc.ts'
import { startEmbedded } from './embedded-target.ts'
import { warnOfInsecure } from './insecure.ts'
import { openReports, type Reports } from './reports.ts'
import { openRunLedger } from './run-ledger.ts'
import { DEFAULT_LEDGER, type RunFlags } from './flags.ts'
import { type Planned, planFromFlags } from './plan-from-flags.ts'

/** Carries out `conform run` and returns its exit status. */
export async function fireAndReport(patterns: readonly string[], flags: RunFlags): Promise<number> {
  const planned = withoutWrites(chooseExample(await planFromFlags(patterns, flags), flags), flags)
  for (const note of withoutEffect(planned.config.baseline)) process.stderr.write(`${note}\n`)
  const environment = { names: planned.bundle.contract.environment, variables: process.env }
  const settings = decideSettings(flags, planned.config, environment)
  warnOfInsecure(settings)
  if (flags.dryRun === true) {
    await dryRun(planned, settings, flags)
    return 0
  }
  if (await askFirst(planned, settings, flags)) return fireAtTarget(planned, settings, flags)
  process.stderr.write('nothing has been sent\n')
  return 2
}

/** With `--read-only`, what changes nothing; what is left out is said. */
function withoutWrites(planned: Planned, { readOnly }: RunFlags): Planned {
  if (readOnly !== true) return planned
  const cases = planned.cases.filter((one) => onlyReads(one, planned.bundle.contract))
  if (cases.length === 0) throw new UserError('--read-only leaves no case: all that were chosen write')
  process.stderr.write(`--read-only: ${cases.length} of ${planned.cases.length} cases; the others write\n`)
  return { ...planned, cases }
}

function chooseExample(planned: Planned, { path }: RunFlags): Planned {
  return path === undefined ? planned : { ...planned, cases: onlyExample(planned.cases, path) }
}

/** What was asked for and this version does not do: said, lest somebody relies on it. */
function withoutEffect(baseline: string | undefined): readonly string[] {
  return baseline === undefined
    ? []
    : ['"baseline" in the configuration has no effect: this version knows no baselines']
}

/** Nothing is sent before every report has a place to go. */
async function fireAtTarget(planned: Planned, settings: Settings, flags: RunFlags): Promise<number> {
  const secrets = createSecrets()
  guardCrashes(secrets.guard)
  const reports = await openReports(flags.reporter ?? ['spec'], {
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    guard: secrets.guard,
    environment: { ...process.env, PWD: process.cwd() },
  })
  const ledger = await orDiscard(reports, () => openRunLedger(flags.ledger ?? DEFAULT_LEDGER, planned, settings))
  const embedded = settings.target === undefined ? await startEmbedded(settings) : undefined
  const interruption = listenForSignals(reports)
  try {
    const report = await fire(planned, embedded?.settings ?? settings, {
      flags,
      reports,
      secrets,
      ledger: ledger?.ledger,
      signal: interruption.signal,
      local: embedded !== undefined,
    })
    closeLedger(ledger, report, flags)
    await reports.commit(report)
    return exitStatus(report)
  } catch (error) {
    reports.discard()
    // A status line may be left on the terminal.
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[2K')
    throw error
  } finally {
    interruption.stop()
    await embedded?.close()
  }
}

/** Nothing has been sent yet: what was opened for reports is taken away again. */
async function orDiscard<T>(reports: Reports, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    reports.discard()
    throw error
  }
}

/** With nothing left on the target, there is nothing to remember. */
function closeLedger(ledger: LedgerFile | undefined, { leftBehind = [] }: Report, { ledger: file }: RunFlags): void {
  if (leftBehind.length === 0) return ledger?.discard()
  ledger?.keep()
  if (ledger !== undefined)
    process.stderr.write(
      `what could not be removed is noted in ${file ?? DEFAULT_LEDGER}; \`conform cleanup\` tries it again\n`,
    )
}

interface Firing {
  readonly flags: RunFlags
  readonly reports: Reports
  readonly secrets: Secrets
  readonly ledger: Ledger | undefined
  readonly signal: AbortSignal
  /** Whether the target is the embedded one, which no proxy leads to. */
  readonly local: boolean
}

async function fire(
  { bundle, cases, seed }: Planned,
  settings: Settings,
  { flags, reports, secrets, ledger, signal, local }: Firing,
): Promise<Report> {
  const { target, groups, otherGroup, principals, limits, tls, headers, rate } = settings
  if (target === undefined) throw new Error('a run needs a target')
  const events = run({
    contract: bundle.contract,
    validators: bundle.validators,
    cases,
    invariants: bundle.suites.flatMap(({ invariants }) => invariants),
    target: httpTarget(target, { limits, tls, headers, proxy: !local }),
    groups,
    ...(otherGroup === undefined ? {} : { otherGroup }),
    principals,
    seed,
    level: flags.level,
    ...(flags.bail === undefined ? {} : { bail: flags.bail === true ? 1 : Number(flags.bail) }),
    ...(rate === undefined ? {} : { rate }),
    ...(flags.runs === undefined ? {} : { runs: Number(flags.runs) }),
    verbose: flags.verbose === true,
    replayFlags: replayFlags(flags),
    signal,
    secrets,
    forceGc,
    ...(ledger === undefined ? {} : { ledger }),
  })
  let report: Report | undefined
  for await (const event of events) {
    reports.event(event)
    if (event.type === 'report') report = event
  }
  if (report === undefined) throw new Error('the run ended without a report')
  return report
}

/** The first signal ends the run after the request under way and its clean-up; a second one ends it at once. */
function listenForSignals(reports: Reports): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      reports.discard()
      process.exit(3)
    }
    process.stderr.write('\ninterrupted: cleaning up, then the report; once more to end at once\n')
    controller.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return { signal: controller.signal, stop: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal) }
}

function exitStatus({ verdict, interrupted }: Report): number {
  if (interrupted === true) return 3
  return { conforms: 0, violates: 1, inconclusive: 3 }[verdict]
}

/** The flags that lead back to the same target and suites. Credentials never come by flag, so none is among them. */
function replayFlags({ config, target, groupId, contract, suites, insecure }: RunFlags): string {
  const named = { config, target, 'group-id': groupId, contract, suites }
  const flags = Object.entries(named).flatMap(([flag, value]) =>
    value === undefined ? [] : [value].flat().map((one) => ` --${flag} ${shellWord(one)}`),
  )
  return [...flags, ...(insecure === true ? [' --insecure'] : [])].join('')
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
