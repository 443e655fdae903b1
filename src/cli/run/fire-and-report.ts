import { checkGroupIds } from '../../config/check-groups.ts'
import { TOOL } from '../../source/tool.ts'
import { checkCredentials } from '../../config/check-credentials.ts'
import { decideSettings, type Settings } from '../../config/settings.ts'
import { refuseUnset } from '../../config/unset.ts'
import { onlyExample } from '../../plan/select/only-example.ts'
import { onlyReads } from '../../plan/order/writes.ts'
import { nameOf } from '../../group/ledger-name.ts'
import { UserError } from '../../source/mistake.ts'
import type { RunBaseline } from '../../run/session/run-plan.ts'
import { askFirst } from './ask-first.ts'
import { CANCELLED } from '../shell/confirm.ts'
import { baselineOfRun } from './baseline-of-run.ts'
import { chooseFailed, type FailedPlan, refuseLoneReport } from './choose-failed.ts'
import { conductRun } from './conduct-run.ts'
import { noteLastRun } from './note-last-run.ts'
import { cleanupLine } from '../flags/cleanup-line.ts'
import { failedFirst } from './failed-first.ts'
import type { WatchRound } from '../watch/watch-round.ts'
import { dryRun } from './dry-run.ts'
import { warnOfInsecure } from '../shell/insecure.ts'
import { openRunLedger } from './run-ledger.ts'
import type { RunFlags } from '../flags/flags.ts'
import { askedShard, type ShardPart, shardOfRun } from '../plan/shard-of-run.ts'
import { type Planned, planFromFlags } from '../plan/plan-from-flags.ts'
import { sendCases } from './send-cases.ts'
import { type EarlierFailures, tellingGone } from './tell-gone.ts'

/**
 * Runs `conform run` and returns its exit status.
 * @throws UserError for mistakes in flags, configuration, suite or contract.
 */
export async function fireAndReport(patterns: readonly string[], flags: RunFlags, round?: WatchRound): Promise<number> {
  refuseLoneReport(flags)
  const shard = askedShard(flags)
  const selected = withoutWrites(chooseExample(await planFromFlags(patterns, withSeed(flags, round)), flags), flags)
  const { config, bundle } = selected
  const environment = { names: bundle.contract.environment, variables: process.env }
  const settings = decideSettings(flags, config, environment)
  const baseline = await baselineOfRun(selected, flags)
  checkGroupIds(settings, bundle.contract)
  checkCredentials(settings.principals, bundle.contract, config)
  warnOfInsecure(settings)
  const chosen: FailedPlan =
    flags.failed === true ? await chooseFailed(selected, flags, settings) : { planned: selected }
  if ('nothing' in chosen) {
    process.stderr.write(`${chosen.nothing}\n`)
    return chosen.status
  }
  const whole = { planned: chosen.planned, settings }
  const part = shard === undefined ? whole : await shardOfRun(whole, shard, flags.runs)
  return confirmAndFire(part, { flags, round, baseline, before: chosen.before })
}

async function confirmAndFire({ planned: own, settings }: ShardPart, fired: Fired): Promise<number> {
  const { flags, round } = fired
  const planned = round === undefined ? own : failedFirst(own, round, { flags, settings })
  if (flags.dryRun === true) {
    await dryRun(planned, settings, flags)
    return 0
  }
  refuseUnset(settings.unset ?? [], planned.cases)
  refuseEmbedded(planned, settings)
  if (round?.confirmed === true || (await askFirst(planned, settings, flags)))
    return fireAtTarget(planned, settings, fired)
  process.stderr.write(`${CANCELLED}\n`)
  return 2
}

/** All rounds of a watched run have one seed. */
export function withSeed<F extends RunFlags>(flags: F, round: WatchRound | undefined): F {
  return round === undefined ? flags : { ...flags, seed: flags.seed ?? String(round.seed) }
}

/** The embedded server serves one contract. Without a target, any other contract would be held against the wrong server. */
function refuseEmbedded({ bundle: { contract } }: Planned, { target }: Settings): void {
  if (target !== undefined || contract.name === TOOL.contract) return
  throw new UserError(
    `the contract "${contract.name}" needs a target: the embedded server serves the contract "${TOOL.contract}" only; name a server with --target URL`,
  )
}

/** Keeps only the cases that read, with `--read-only`, and prints their number. */
function withoutWrites(planned: Planned, { readOnly }: RunFlags): Planned {
  if (readOnly !== true) return planned
  const cases = planned.cases.filter((candidate) => onlyReads(candidate, planned.bundle.contract))
  if (cases.length === 0) throw new UserError('--read-only leaves no case: every selected case writes')
  process.stderr.write(`--read-only selects ${cases.length} of ${planned.cases.length} cases; the other cases write\n`)
  return { ...planned, cases, narrowed: planned.narrowed || cases.length < planned.cases.length }
}

function chooseExample(planned: Planned, { path }: RunFlags): Planned {
  return path === undefined ? planned : { ...planned, cases: onlyExample(planned.cases, path), narrowed: true }
}

interface Fired {
  readonly flags: RunFlags
  /** Undefined for a single run. */
  readonly round: WatchRound | undefined
  readonly baseline: RunBaseline | undefined
  /** What failed before, with `--failed`. */
  readonly before: EarlierFailures | undefined
}

async function fireAtTarget(planned: Planned, settings: Settings, fired: Fired): Promise<number> {
  const { flags, round, baseline, before } = fired
  return conductRun({
    flags,
    settings,
    round,
    openLedger: () => openRunLedger(flags, planned, settings),
    fire: ({ embedded, ledger, reports, ...resources }) =>
      sendCases(planned, embedded?.settings ?? settings, {
        ...resources,
        reports: tellingGone(reports, before),
        flags,
        ledger: ledger?.ledger,
        local: embedded !== undefined,
        baseline,
      }),
    onReport: (report) => noteLastRun(report, planned, { flags, settings }),
    leftoverAdvice: leftoverAdvice(flags, settings),
  })
}

/** The server of `--start` ends with the run, and the command of a clean-up needs the server. */
export function leftoverAdvice(flags: RunFlags, { target, start }: Settings): string {
  const cleanup = cleanupLine(flags, target === undefined ? undefined : nameOf(target))
  return `to remove the rest${start === undefined ? '' : ', start the server again, then'}: ${cleanup}`
}
