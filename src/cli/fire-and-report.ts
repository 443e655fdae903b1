import { decideSettings, type Settings } from '../config/settings.ts'
import { onlyExample } from '../plan/only-example.ts'
import type { Report } from '../run/report.ts'
import { run } from '../run/run.ts'
import { createSecrets, type Secrets } from '../run/secrets.ts'
import { httpTarget } from '../target/http-target.ts'
import { dryRun } from './dry-run.ts'
import { startEmbedded } from './embedded-target.ts'
import { openReports, type Reports } from './reports.ts'
import type { RunFlags } from './run.ts'
import { type Planned, planFromFlags } from './suite-options.ts'

/** Carries out `conform run` and returns its exit status. */
export async function fireAndReport(patterns: readonly string[], flags: RunFlags): Promise<number> {
  const planned = chooseExample(await planFromFlags(patterns, flags), flags)
  for (const note of withoutEffect(planned.config.baseline)) process.stderr.write(`${note}\n`)
  const environment = { names: planned.bundle.contract.environment, variables: process.env }
  const settings = decideSettings(flags, planned.config, environment)
  if (flags.dryRun !== true) return fireAtTarget(planned, settings, flags)
  dryRun(planned, settings)
  return 0
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
  const reports = await openReports(flags.reporter ?? ['spec'], {
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    guard: secrets.guard,
  })
  const embedded = settings.target === undefined ? await startEmbedded(settings) : undefined
  const interruption = listenForSignals(reports)
  try {
    const report = await fire(planned, embedded?.settings ?? settings, {
      flags,
      reports,
      secrets,
      signal: interruption.signal,
      local: embedded !== undefined,
    })
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

interface Firing {
  readonly flags: RunFlags
  readonly reports: Reports
  readonly secrets: Secrets
  readonly signal: AbortSignal
  /** Whether the target is the embedded one, which no proxy leads to. */
  readonly local: boolean
}

async function fire(
  { bundle, cases, seed }: Planned,
  settings: Settings,
  { flags, reports, secrets, signal, local }: Firing,
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
function replayFlags({ config, target, groupId, contract, suites }: RunFlags): string {
  const named = { config, target, 'group-id': groupId, contract, suites }
  return Object.entries(named)
    .flatMap(([flag, value]) =>
      value === undefined ? [] : [value].flat().map((one) => ` --${flag} ${shellWord(one)}`),
    )
    .join('')
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
