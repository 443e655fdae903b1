import { Command, InvalidArgumentError, Option } from 'commander'
import { decideSettings, type Settings, type TargetFlags } from '../config/settings.ts'
import type { Report } from '../run/report.ts'
import type { Secrets } from '../run/secrets.ts'
import { dryRun } from './dry-run.ts'
import { startEmbedded } from './embedded-target.ts'
import { openReports, type Reports } from './reports.ts'
import { addSuiteOptions, type Planned, planFromFlags, type SuiteFlags } from './suite-options.ts'

export interface RunFlags extends SuiteFlags, TargetFlags {
  readonly reporter?: readonly string[]
  readonly level: 'must' | 'should'
  readonly bail?: true | string
  readonly runs?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly dryRun?: boolean
}

/** `conform run`: fire the suites at a target and judge it. */
export function runCommand(): Command {
  return addSuiteOptions(new Command('run'))
    .description('fire the suites at a target and judge it')
    .argument('[pattern...]', 'case ids; * within a segment, ** across')
    .option('--target <url>', 'default: the reference server, started for this run')
    .option('--group-id <id>', 'the group (project) to work in; repeatable: each is a lane', collect)
    .option(
      '--reporter <name[=file]>',
      'spec, junit, json or github; repeatable; without a file it goes to stdout',
      collect,
    )
    .addOption(
      new Option('--level <level>', 'which levels gate the verdict').choices(['must', 'should']).default('must'),
    )
    .option('--runs <n>', 'generated payloads a property', wholeNumber)
    .option('--bail [n]', 'stop after n failed cases (1)', wholeNumber)
    .option('--timeout <time>', 'for one request: 10s, or milliseconds')
    .option('--rate <n/s>', 'requests a second, at most')
    .option('--quiet', 'failures and the verdict only')
    .option('--verbose', 'every case, every exchange')
    .option('--dry-run', 'the plan; nothing is sent')
    .action(async (patterns: string[], flags: RunFlags) => {
      const planned = await planFromFlags(patterns, flags)
      const settings = decideSettings(flags, planned.config, {
        names: planned.bundle.contract.environment,
        variables: process.env,
      })
      if (flags.dryRun === true) dryRun(planned, settings)
      else process.exitCode = await fireAndReport(planned, settings, flags)
    })
}

function collect(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

function wholeNumber(value: string): string {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It takes a whole number from 1.')
  return value
}

/** Nothing is sent before every report has a place to go. */
async function fireAndReport(planned: Planned, settings: Settings, flags: RunFlags): Promise<number> {
  const { createSecrets } = await import('../run/secrets.ts')
  const secrets = createSecrets()
  const reports = openReports(flags.reporter ?? ['spec'], {
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    guard: secrets.guard,
  })
  const embedded = settings.target === undefined ? await startEmbedded(settings) : undefined
  const interruption = listenForSignals()
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
  const [{ run }, { httpTarget }] = await Promise.all([import('../run/run.ts'), import('../target/http-target.ts')])
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
    verbose: flags.verbose === true,
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
function listenForSignals(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(3)
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
