import { plainText } from '../../../reporters/text/plain-text.ts'
import { counted, grouped, named } from '../../../reporters/text/wording.ts'
import type { Settings } from '../../config/settings.ts'
import { nameOf } from '../../group/ledger-name.ts'
import { planFailed } from '../../plan/select/plan-failed.ts'
import { countKnown, failuresOf } from '../../report/failures.ts'
import type { Verdict } from '../../report/report.ts'
import { UserError } from '../../source/mistake.ts'
import type { RunFlags } from '../flags/flags.ts'
import type { EarlierFailures } from './tell-gone.ts'
import { isFailure, type LastRun, readLastRun } from './last-run-file.ts'
import { lastRunFiles } from './note-last-run.ts'
import type { Planned } from '../plan/plan-from-flags.ts'

/** @throws UserError for `--report` without `--failed`. */
export function refuseLoneReport({ report, failed }: Pick<RunFlags, 'report' | 'failed'>): void {
  if (report !== undefined && failed !== true)
    throw new UserError('--report names the report whose failures --failed runs; add --failed')
}

/** A plan of what failed before, or the sentence about a last run without a failure among the selected cases. */
export type FailedPlan =
  | {
      readonly planned: Planned
      /** What failed before, and the words for that run; omitted without `--failed`. */
      readonly before?: EarlierFailures
    }
  | { readonly nothing: string; readonly status: 0 | 3 }

interface Earlier extends EarlierFailures {
  readonly verdict: Verdict
  /** The count of cases that failed as known by a baseline, and are no failures here. */
  readonly known: number
}

/**
 * Keeps only the cases that failed in the last run, each with the values of its failure. Like Jest and RSpec, and unlike pytest, a
 * last run without a failure leaves nothing to do: that is a success, unless the last run was inconclusive.
 * @throws UserError for a record or report that is missing, damaged or of another contract.
 */
export async function chooseFailed(planned: Planned, flags: RunFlags, settings: Settings): Promise<FailedPlan> {
  const earlier = await earlierOf(planned, flags, settings)
  const { failures } = earlier
  const chosen = flags.seed === undefined ? failures : failures.map(({ id }) => ({ id, seed: planned.seed }))
  const cases = planFailed(planned.cases, chosen, planned.planAt)
  if (cases.length === 0) return nothingOf(earlier)
  const seeds = new Set(cases.map(({ drawnAt }) => drawnAt))
  const [seed = planned.seed] = seeds.size === 1 ? seeds : []
  // Another seed has other values, and a case that passes with them proves nothing about the failure.
  const isSame = flags.seed === undefined || failures.every((failure) => failure.seed === planned.seed)
  return { planned: { ...planned, cases, seed, narrowed: true }, ...(isSame ? { before: earlier } : {}) }
}

function nothingOf({ failures, verdict, known, name }: Earlier): FailedPlan {
  if (failures.length > 0)
    return {
      nothing: `none of the ${counted(failures.length, 'case')} that failed in ${name} is selected: ${plainText(
        named(
          failures.map(({ id }) => id),
          5,
        ),
      )}; no request was sent`,
      status: 0,
    }
  if (verdict === 'inconclusive')
    return { nothing: `${name} was inconclusive, and no case failed in it; run without --failed`, status: 3 }
  return { nothing: `no case failed in ${name}${exceptKnown(known)}; no request was sent`, status: 0 }
}

/** A run without --failed fires the known failures too. Without the baseline they count, and --failed knows them. */
function exceptKnown(known: number): string {
  if (known === 0) return ''
  const [cases, them] = known === 1 ? ['1 known failure', 'it'] : [`${grouped(known)} known failures`, 'them']
  return `, but for ${cases} of the baseline, which --failed leaves out; run with --no-baseline and without --failed to have ${them} count`
}

async function earlierOf({ bundle: { contract } }: Planned, flags: RunFlags, settings: Settings): Promise<Earlier> {
  const earlier = flags.report === undefined ? recorded(flags, settings) : await reported(flags.report)
  for (const other of earlier.contracts)
    if (other !== contract.name)
      throw new UserError(
        `${plainText(earlier.name)} is of the contract "${plainText(other)}", not of "${contract.name}"; name that contract with --contract, or its document with --openapi; or run without --failed`,
      )
  return earlier
}

interface Found extends Earlier {
  readonly contracts: readonly string[]
}

async function reported(file: string): Promise<Found> {
  // A dynamic import keeps a run without a report fast.
  const { readCheckedReport } = await import('../report/read-checked-report.ts')
  const report = await readCheckedReport(file)
  const failures = failuresOf(report)
  if (!failures.every(isFailure))
    throw new UserError(`the report ${file} is damaged; --reporter json=${file} writes a new report`)
  const { verdict, contract } = report
  return { failures, verdict, known: countKnown(report), name: `the run of ${file}`, contracts: [contract.name] }
}

/** The records of all groups of the run. A failure in one of them counts. */
function recorded(flags: RunFlags, settings: Settings): Found {
  const { target } = settings
  if (target === undefined)
    throw new UserError(
      '--failed needs a target, because no record is kept of a run against the embedded server; add --target URL, or --report FILE',
    )
  const records = [...lastRunFiles(flags, settings).values()].flatMap((file) => readRecord(file, nameOf(target)) ?? [])
  if (records.length === 0)
    throw new UserError(
      `there is no record of a last run at ${nameOf(target)} in ${settings.groups.join(', ')}; run without --failed first, or name a report with --report FILE`,
    )
  const failures = new Map(records.flatMap(({ failed }) => failed.map((failure) => [failure.id, failure] as const)))
  const inconclusive = records.some(({ verdict }) => verdict === 'inconclusive')
  return {
    failures: [...failures.values()],
    verdict: inconclusive ? 'inconclusive' : (records[0]?.verdict ?? 'conforms'),
    // The records of all groups are of one run.
    known: Math.max(...records.map(({ known = 0 }) => known)),
    name: `the last run at ${nameOf(target)}`,
    contracts: records.map(({ contract }) => contract),
  }
}

function readRecord(file: string, target: string): LastRun | undefined {
  let record: LastRun | undefined
  try {
    record = readLastRun(file)
  } catch (cause) {
    const reason = plainText((cause as Error).message)
    throw new UserError(
      `the record ${file} of the last run cannot be used: ${reason}; run without --failed to replace the record`,
      { cause },
    )
  }
  if (record === undefined || record.target === target) return record
  throw new UserError(
    `the record ${file} is of ${plainText(record.target)}, not of ${target}; run without --failed to replace the record`,
  )
}
