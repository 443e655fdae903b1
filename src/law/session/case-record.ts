import type { Finding } from '../../judge/judge.ts'
import { anyPosition } from '../../report/causes.ts'
import type { RecordedExchange } from '../../secrets/evidence.ts'
import type { Location } from '../../source/mistake.ts'
import type { Problem } from './problem.ts'

/** The findings and exchanges of one case so far. */
export interface CaseRecord {
  readonly findings: (Finding & { readonly exchange?: number })[]
  readonly exchanges: RecordedExchange[]
  /** The exchanges that stand on a guess: no must is broken there. */
  readonly presumed: Set<number>
  /** True once a law has judged an answer that is no server error. */
  isJudged?: boolean
  /** The first server error where a law would have judged, in words. */
  failedAt?: string
}

/** A record without anything. */
export function createRecord(): CaseRecord {
  return { findings: [], exchanges: [], presumed: new Set() }
}

/** The law that a finding belongs to, and its level. */
export interface FindingContext {
  readonly law: string
  /** The level of the case; a problem may state a lower one. */
  readonly level: 'must' | 'should'
  /** The level of the law itself. */
  readonly ownLevel: 'must' | 'should'
  /** The resource or the operation that the finding is about; undefined where one fault shows at all of them. */
  readonly subject: string | undefined
  readonly location: Location
}

/** The id of the requirement that a law states at a level: what is presumed is a sentence of its own, so that no must is broken by it. */
export function requirementOf(law: string, level: 'must' | 'should', ownLevel: 'must' | 'should'): string {
  return level === ownLevel ? law : `${law}${PRESUMED}`
}

/** The end of the id of a sentence that stands on a guess. */
export const PRESUMED = '.presumed'

/** The most findings of a case, as a count. The first finding of each level is always kept. */
const MOST = 20

/** Notes a problem as a finding. The same fault at the same place is noted once. */
export function noteProblem(
  record: CaseRecord,
  problem: Problem,
  context: FindingContext & { readonly exchange?: number },
): void {
  const level = problem.level ?? context.level
  const requirement = requirementOf(context.law, level, context.ownLevel)
  const subject = problem.isOfApi === true ? undefined : (problem.about ?? context.subject)
  const about = subject === undefined ? '' : `[${subject}]`
  const cause = `${requirement}/${problem.signature}${about}`
  const { signature, message, at, expected, actual } = problem
  noteFinding(record, {
    kind: 'law',
    level,
    requirement,
    cause,
    signature,
    message,
    at,
    expected,
    actual,
    location: context.location,
    ...(context.exchange === undefined ? {} : { exchange: context.exchange }),
  })
}

/** Notes a finding. The same fault at the same place is noted once. */
export function noteFinding(record: CaseRecord, finding: CaseRecord['findings'][number]): void {
  const { findings } = record
  if (findings.length >= MOST && findings.some(({ level }) => level === finding.level)) return
  const isSame = (one: Finding): boolean =>
    one.cause === finding.cause && anyPosition(one.at) === anyPosition(finding.at)
  if (!findings.some(isSame)) findings.push(finding)
}
