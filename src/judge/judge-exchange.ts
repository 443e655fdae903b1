import type { Level } from '../contract/contract.ts'
import { UNREADABLE } from '../http/target.ts'
import { bindValue } from '../json/references.ts'
import type { InvariantIndex } from './invariant-index.ts'
import { type Expectation, type Finding, isApplicable, judge, observed } from './judge.ts'
import { KINDS } from './kinds.ts'
import type { Observation } from './observation.ts'
import { holds } from './reading/condition.ts'

/** What an exchange is held to. */
export interface Demands {
  readonly expect: readonly Expectation[]
  /** Left out where the answer has been held to them before. */
  readonly invariants?: InvariantIndex
  /** The values that earlier steps have saved. */
  readonly saved: ReadonlyMap<string, unknown>
}

/** What there is to say of one exchange, and what follows from it. */
export interface Judgement {
  readonly findings: readonly Finding[]
  /** The requirements whose expectations were judged. */
  readonly judged: ReadonlySet<string>
  /** Whether the rest of the case has nothing to stand on. */
  readonly stops: boolean
  /** Whether nothing is known any more of the members that the request may have written. */
  readonly leavesDoubt: boolean
  /** Whether a change was found that was not due: answers that show it again tell nothing more. */
  readonly showsChange: boolean
  /** Expectations that can be judged once what they gather is there. */
  readonly open: readonly Expectation[]
}

/**
 * Holds one exchange to what is demanded of it. Pure. First come the expectations on which all others stand, the status above all, then
 * the invariants, then the rest: unless one of the first failed, or nothing more can be said of the answer. Where the rest needs
 * snapshots that are not there yet, it is left open; they are gathered, and the open ones are judged by another call.
 */
export function judgeExchange({ expect, invariants, saved }: Demands, seen: Observation): Judgement {
  const bound = expect.map((one) => bind(one, saved))
  const leading = judgeLeading(
    bound.filter(({ kind }) => KINDS[kind]?.leads === true),
    seen,
  )
  // Of a success that was not due only that is said: that what should have been refused comes back is no fault more.
  const accepted = seen.response.status >= 200 && seen.response.status < 300
  const always =
    invariants === undefined || (leading.failed === 'must' && accepted) ? NOTHING : judgeInvariants(invariants, seen)
  const isOver = leading.failed === 'must' || leading.failed === 'should' || always.gate !== undefined
  const others = isOver ? [] : bound.filter(({ kind }) => KINDS[kind]?.leads !== true)
  const open = isGathered(others, seen) ? [] : others
  const rest = open.length > 0 ? [] : others.map((one) => judgeOne(one, seen))
  const all = [...leading.judged, ...always.judged, ...rest]
  const findings = all.flatMap((one) => one.findings)
  return {
    findings,
    judged: new Set(all.flatMap(({ requirement }) => requirement ?? [])),
    stops: leading.failed === 'must' || always.gate === 'case',
    leavesDoubt:
      seen.request.key !== undefined && seen.request.method !== 'GET' && findings.some(({ level }) => level === 'must'),
    showsChange: findings.some(({ kind }) => KINDS[kind]?.gathers === 'snapshots'),
    open,
  }
}

/** What one expectation has come to. */
interface Judged {
  readonly findings: readonly Finding[]
  /** Not there where there was nothing to judge. */
  readonly requirement?: string
}

interface Leading {
  readonly judged: readonly Judged[]
  /** The level of what failed. */
  readonly failed: Level | undefined
}

/** A sentence that is only observed is put on record either way. */
function judgeLeading(expectations: readonly Expectation[], seen: Observation): Leading {
  let failed: Level | undefined
  const judged = expectations.map((one): Judged => {
    const level = seen.contract.requirements[one.requirement]?.level
    const { findings, requirement } = judgeOne(one, seen)
    if (findings.length > 0) failed = failed === 'must' ? failed : level
    const isOnRecord = findings.length === 0 && level === 'observe' && isApplicable(one, seen)
    return {
      findings: isOnRecord ? [observed(one, seen)] : findings,
      ...(requirement === undefined ? {} : { requirement }),
    }
  })
  return { judged, failed }
}

interface Always {
  readonly judged: readonly Judged[]
  /** What ends with a finding of a kind that gates: the case, or what can be said of the answer. */
  readonly gate: 'case' | 'answer' | undefined
}

const NOTHING: Always = { judged: [], gate: undefined }

function judgeInvariants(invariants: InvariantIndex, seen: Observation): Always {
  const names = new Map<string, unknown>([
    ['key', seen.request.key],
    ['status', seen.response.status],
  ])
  const judged: Judged[] = []
  let gate: Always['gate']
  for (const { on, except, expect } of invariants.about(seen)) {
    if ((on !== undefined && !holds(on, seen)) || except.some((one) => holds(one, seen))) continue
    for (const expectation of expect) {
      const one = judgeOne(bind(expectation, names), seen)
      judged.push(one)
      if (one.findings.length > 0) gate = gateOf(expectation) ?? gate
    }
    if (gate === 'case') break
  }
  return { judged, gate }
}

function gateOf({ kind, value }: Expectation): Always['gate'] {
  return KINDS[kind]?.gates?.(value)
}

function isGathered(expectations: readonly Expectation[], seen: Observation): boolean {
  return seen.snapshots !== undefined || !expectations.some(({ kind }) => KINDS[kind]?.gathers === 'snapshots')
}

function bind(expectation: Expectation, names: ReadonlyMap<string, unknown>): Expectation {
  return expectation.open === true ? { ...expectation, ...bindValue(expectation.value, names) } : expectation
}

/** Of an answer that could not be read at all, only that is judged. */
function judgeOne(expectation: Expectation, seen: Observation): Judged {
  if (seen.response.status === UNREADABLE && KINDS[expectation.kind]?.judgesUnreadable !== true) return UNJUDGED
  const findings = judge(expectation, seen)
  return findings === undefined ? UNJUDGED : { findings, requirement: expectation.requirement }
}

const UNJUDGED: Judged = { findings: [] }
