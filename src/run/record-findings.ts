import type { Level } from '../contract/contract.ts'
import { holds } from '../judge/reading/condition.ts'
import { type Expectation, isApplicable, judge, observed } from '../judge/judge.ts'
import { KINDS } from '../judge/kinds.ts'
import { bindValue } from '../json/references.ts'
import { UNREADABLE } from '../http/target.ts'
import type { Attempt } from './attempt.ts'
import { clip, clipText } from '../report/clip.ts'
import type { Seen } from './exchange.ts'
import { doubt } from '../group/group-state.ts'
import type { Session } from './session.ts'

/** Judges an answer by every invariant that is about it; of one that is broken nothing more is said. */
export function recordInvariants(seen: Seen, attempt: Attempt, session: Session): void {
  const names = new Map<string, unknown>([
    ['key', seen.request.key],
    ['status', seen.response.status],
  ])
  for (const { on, except, expect } of session.invariants.about(seen)) {
    if ((on !== undefined && !holds(on, seen)) || except.some((one) => holds(one, seen))) continue
    const broken = expect.filter((expectation) => judgeInto(attempt, bind(expectation, names), seen))
    if (broken.some(({ kind, value }) => kind === 'message' || (kind === 'json' && value === 'well-formed'))) {
      attempt.stopped = true
      break
    }
  }
}

/**
 * Judges an answer by those of its case's expectations on which all others stand, the status above all; a sentence that is only
 * observed is put on record either way. Returns the level of what failed. After a must the rest of the case has nothing to stand on.
 */
export function recordLeading(expectations: readonly Expectation[], seen: Seen, attempt: Attempt): Level | undefined {
  let failed: Level | undefined
  for (const expectation of expectations) {
    if (KINDS[expectation.kind]?.leads !== true) continue
    const bound = bind(expectation, attempt.saved)
    const level = seen.contract.requirements[bound.requirement]?.level
    if (judgeInto(attempt, bound, seen)) failed = failed === 'must' ? failed : level
    else if (level === 'observe' && isApplicable(bound, seen))
      attempt.findings.push({ ...observed(bound, seen), exchange: seen.exchange })
  }
  if (failed === 'must') attempt.stopped = true
  return failed
}

/** Judges an answer by the rest of what its case expects; nothing more is said of one that could not be read. */
export function recordOthers(expectations: readonly Expectation[], seen: Seen, attempt: Attempt): void {
  const unreadable = attempt.findings.some(
    (one) => one.exchange === seen.exchange && ['message', 'json'].includes(one.kind),
  )
  if (unreadable) return
  for (const expectation of expectations)
    if (KINDS[expectation.kind]?.leads !== true) judgeInto(attempt, bind(expectation, attempt.saved), seen)
}

function bind(expectation: Expectation, names: ReadonlyMap<string, unknown>): Expectation {
  return expectation.open === true ? { ...expectation, ...bindValue(expectation.value, names) } : expectation
}

/** Whether there were findings. Of an answer that could not be read at all, only that is judged. */
function judgeInto(attempt: Attempt, expectation: Expectation, seen: Seen): boolean {
  if (seen.response.status === UNREADABLE && expectation.kind !== 'message') return false
  const findings = judge(expectation, seen)
  if (findings === undefined) return false
  attempt.judged.add(expectation.requirement)
  for (const finding of findings) keep(attempt, { ...finding, exchange: seen.exchange })
  return findings.length > 0
}

/** How many findings one try at a case has; of each level there is one in any case. */
const MOST = 200

function keep(attempt: Attempt, finding: Attempt['findings'][number]): void {
  const { level, message, at, expected, actual } = finding
  if (attempt.findings.length >= MOST && attempt.findings.some((one) => one.level === level)) return
  attempt.findings.push({
    ...finding,
    message: clipText(message),
    at: clipText(at),
    expected: clip(expected),
    actual: clip(actual),
  })
}

/** After a write that went wrong nothing is claimed of what it may have touched. */
export function doubtAfterFindings(seen: Seen, attempt: Attempt): void {
  const written = seen.request.key !== undefined && seen.request.method !== 'GET'
  if (written && attempt.findings.some((finding) => finding.level === 'must' && finding.exchange === seen.exchange))
    doubt(attempt.lane.group, attempt.touched)
}
