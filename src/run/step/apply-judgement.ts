import { doubt } from '../../group/group-state.ts'
import type { Finding } from '../../judge/judge.ts'
import type { Judgement } from '../../judge/judge-exchange.ts'
import { clip, clipText } from '../../report/clip.ts'
import type { Attempt } from '../session/attempt.ts'
import { noteJudged } from '../session/judged.ts'
import { traitsOf } from './traits-of.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'

/**
 * Applies the judgement of one exchange to its attempt: the findings, the judged requirements, and whether the case stops. Keys
 * in doubt are marked in the lane's group.
 */
export function applyJudgement(judgement: Judgement, observed: ObservedExchange, attempt: Attempt): void {
  const { exchange } = observed
  noteContrast(judgement, observed, attempt)
  if (judgement.judged.length > 0)
    noteJudged(attempt.judged, attempt.exchanges[exchange]?.operation ?? '', judgement.judged)
  const violated = judgement.findings.filter(({ level, recalls }) => level !== 'observe' && recalls !== true)
  if (violated.length > 0)
    noteJudged(
      attempt.violated,
      attempt.exchanges[exchange]?.operation ?? '',
      violated.map(({ requirement }) => requirement),
    )
  for (const finding of judgement.findings) keep(attempt, { ...finding, exchange: finding.exchange ?? exchange })
  if (judgement.findings.length > 0) attempt.lane.onFindings?.(judgement.findings, attempt.exchanges.length)
  if (judgement.stops) attempt.stopped = true
  if (judgement.leavesDoubt) doubt(attempt.lane.group, attempt.touched)
  if (!judgement.showsChange) return
  attempt.lane.group.empty = undefined
  dropEchoes(attempt, exchange)
}

/** Counts the exchange of a judgement for the contrast between requests that violate a requirement and those that meet it. */
function noteContrast({ findings, judged }: Judgement, observed: ObservedExchange, attempt: Attempt): void {
  const recorded = attempt.exchanges[observed.exchange]
  const { contrast } = attempt.lane
  if (contrast === undefined || recorded === undefined) return
  const told = findings.filter(({ level, exchange }) => level !== 'observe' && exchange === undefined)
  const broken = new Set(told.map(({ requirement }) => requirement))
  const kept = judged.filter((requirement) => !broken.has(requirement))
  contrast.note(traitsOf(observed, recorded), kept, [...new Set(told.map(({ cause }) => cause))])
}

/**
 * The most findings of one attempt, as a count, and the most that differ in nothing but their values. A walk of many pages may show one
 * fault on each page. The first finding of each level is always kept.
 */
const MOST_FINDINGS = 200
const MOST_ALIKE = 20

function keep(attempt: Attempt, finding: Attempt['findings'][number]): void {
  const { level, message, at, expected, actual } = finding
  const { findings } = attempt
  if (findings.length >= MOST_FINDINGS && findings.some((known) => known.level === level)) return
  if (findings.length >= MOST_ALIKE && findings.filter((known) => isAlike(known, finding)).length >= MOST_ALIKE) return
  findings.push({
    ...finding,
    message: clipText(message),
    at: clipText(at),
    expected: clip(expected),
    actual: clip(actual),
  })
}

function isAlike(one: Finding, other: Finding): boolean {
  return one.signature === other.signature && one.requirement === other.requirement && one.at === other.at
}

/** Drops findings of later reads that show a change already found: the later findings have the same fault. */
function dropEchoes(attempt: Attempt, since: number): void {
  const kept = attempt.findings.filter(({ exchange = 0, recalls }) => exchange <= since || recalls !== true)
  attempt.findings.splice(0, attempt.findings.length, ...kept)
}
