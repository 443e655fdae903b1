import { isLoopback } from '../../config/loopback.ts'
import { flagsText, replayFlags } from '../../config/replay-flags.ts'
import { decideSettings, type Settings } from '../../config/settings.ts'
import { refuseUnset } from '../../config/unset.ts'
import { ledgerName, nameOf } from '../../group/ledger-name.ts'
import { httpTarget } from '../../http/http-target.ts'
import { tokenPathOf } from '../../law/session/contract-of-laws.ts'
import { type MemberLedgerFile, openMemberLedger } from '../../law/session/member-ledger.ts'
import { runLaws } from '../../law/run-laws.ts'
import type { Report } from '../../report/report.ts'
import type { RunBaseline } from '../../run/session/run-plan.ts'
import { UserError } from '../../source/mistake.ts'
import { baselineOfRun } from './baseline-of-run.ts'
import { commonRunInput } from './common-run-input.ts'
import { chooseFailed, type FailedPlan, refuseLoneReport } from './choose-failed.ts'
import { conductRun, type RunResources } from './conduct-run.ts'
import { failedFirst } from './failed-first.ts'
import { leftoverAdvice, withSeed } from './fire-and-report.ts'
import { warnOfInsecure } from '../shell/insecure.ts'
import { type LawRunFlags, refuseCaseFlags } from '../flags/law-flags.ts'
import { type PlannedLaws, planLawsFromFlags, withProbes } from '../plan/law-plan-from-flags.ts'
import { noteLastRun } from './note-last-run.ts'
import { cleanupOf } from './run-ledger.ts'
import { passOn } from '../report/pass-on.ts'
import { asPlanned } from '../plan/plan-any.ts'
import type { Planned } from '../plan/plan-from-flags.ts'
import { type EarlierFailures, tellingGone } from './tell-gone.ts'
import { printLaws } from '../plan/print-laws.ts'
import type { WatchRound } from '../watch/watch-round.ts'
import { unreadyTarget } from '../target/start-server.ts'

/**
 * Runs laws at a target and returns the exit status.
 * @throws UserError for mistakes in flags, configuration, document or contract.
 */
export async function fireLaws(patterns: readonly string[], flags: LawRunFlags, round?: WatchRound): Promise<number> {
  refuseCaseFlags(flags)
  refuseLoneReport(flags)
  const laws = await planLawsFromFlags(patterns, withSeed(flags, round))
  const planned = await asPlanned(laws)
  const settings = settingsOf(laws, flags)
  const baseline = await baselineOfRun({ ...planned, laws }, flags)
  warnOfInsecure(settings)
  const chosen: FailedPlan = flags.failed === true ? await chooseFailed(planned, flags, settings) : { planned }
  if ('nothing' in chosen) {
    process.stderr.write(`${chosen.nothing}\n`)
    return chosen.status
  }
  const ordered = round === undefined ? chosen.planned : failedFirst(chosen.planned, round, { flags, settings })
  const fired = withProbes(withCases(laws, ordered))
  if (flags.dryRun === true) {
    printLaws(fired, settings)
    return 0
  }
  if (settings.target === undefined)
    throw new UserError('a run of laws needs a target; name the server with --target URL')
  refuseUnset(settings.unset ?? [], [])
  return fireAt(settings.target, {
    planned: fired,
    chosen: ordered,
    settings,
    flags,
    round,
    baseline,
    before: chosen.before,
  })
}

/**
 * The flags of a watched run of laws: a person is asked once what the rounds may write.
 * @throws UserError for mistakes in flags or files.
 */
export async function withAnswers(flags: LawRunFlags): Promise<LawRunFlags> {
  if (flags.write !== undefined || flags.readOnly === true) return flags
  const { model, mayWrite } = await planLawsFromFlags([], flags)
  const write = Object.keys(model.resources).filter(mayWrite)
  return write.length === 0 ? { ...flags, readOnly: true } : { ...flags, write }
}

/** The laws of a plan that was narrowed to what failed before. */
function withCases(laws: PlannedLaws, { cases, seed, narrowed }: Planned): PlannedLaws {
  const ids = new Set(cases.map(({ id }) => id))
  return { ...laws, seed, narrowed, cases: laws.all.filter(({ planned }) => ids.has(planned.id)) }
}

/** A run of laws has no groups: its records and settings are under the name of the API. */
function settingsOf({ config, model }: PlannedLaws, flags: LawRunFlags): Settings {
  const { otherGroup: _, ...own } = config
  const names = { target: [], credentials: {} }
  return decideSettings({ ...flags, groupId: [model.name] }, own, { names, variables: process.env })
}

interface Firing {
  readonly planned: PlannedLaws
  readonly chosen: Planned
  readonly settings: Settings
  readonly flags: LawRunFlags
  readonly round: WatchRound | undefined
  readonly baseline: RunBaseline | undefined
  /** What failed before, with `--failed`. */
  readonly before: EarlierFailures | undefined
}

function fireAt(target: URL, firing: Firing): Promise<number> {
  const { planned, chosen, settings, flags, round, before } = firing
  return conductRun({
    flags,
    settings,
    round,
    openLedger: () => Promise.resolve(openLawLedger(target, { planned, flags })),
    fire: (resources) => fire(target, { ...firing, ...resources, reports: tellingGone(resources.reports, before) }),
    onReport: (report) => noteLastRun(report, chosen, { flags, settings }),
    leftoverAdvice: leftoverAdvice(flags, settings),
  })
}

/** The ledger of a run that may write; undefined for a run that only reads. */
export function openLawLedger(
  target: URL,
  {
    planned,
    flags,
  }: {
    readonly planned: Pick<PlannedLaws, 'model' | 'document' | 'mayWrite'>
    readonly flags: Pick<LawRunFlags, 'config' | 'insecure' | 'ledger'>
  },
): MemberLedgerFile | undefined {
  const { model, document, mayWrite } = planned
  if (!Object.keys(model.resources).some(mayWrite)) return undefined
  const tokenPath = tokenPathOf(document)
  const file = flags.ledger ?? ledgerName(target, model.name)
  return openMemberLedger(file, {
    api: model.name,
    target: nameOf(target),
    headers: model.headers,
    ...(tokenPath === undefined ? {} : { tokenPath }),
    durable: !isLoopback(target),
    cleanup: cleanupOf(file, target, flags),
  })
}

type Fired = Firing & RunResources<MemberLedgerFile>

async function fire(target: URL, fired: Fired): Promise<Report> {
  const { planned, chosen, settings, flags, ledger, server } = fired
  const { limits, tls, headers } = settings
  const ids = new Set(planned.cases.map((one) => one.planned.id))
  const events = runLaws({
    ...planned,
    ...commonRunInput(fired, settings),
    ...(planned.narrowed ? { selects: (id: string) => ids.has(id) } : {}),
    ...(chosen.failed === undefined ? {} : { first: chosen.failed }),
    target:
      server.unready === undefined
        ? httpTarget(target, { limits, tls, headers, proxy: true })
        : unreadyTarget(target, server.unready),
    replayFlags: `${replayFlags(flags)}${flagsText({ openapi: flags.openapi, laws: flags.laws, write: flags.write, leave: flags.leave, runs: flags.runs, scope: flags.scope, 'other-scope': flags.otherScope })}`,
    ...(ledger === undefined ? {} : { ledger: ledger.ledger }),
  })
  return passOn(events, { ...fired, target, local: false })
}
