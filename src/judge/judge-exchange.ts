import type { Level } from '../contract/contract.ts'
import { UNREADABLE } from '../http/target.ts'
import { bindValue } from '../json/references.ts'
import type { InvariantIndex } from './invariant-index.ts'
import { type Expectation, type Finding, isApplicable, judge, observed } from './judge.ts'
import { KINDS } from './kinds.ts'
import type { Observation } from './observation.ts'
import { holds } from './reading/condition.ts'

/** The expectations of one exchange. */
export interface Demands {
  readonly expect: readonly Expectation[]
  /** Omitted for an answer whose invariants are already judged. */
  readonly invariants?: InvariantIndex
  /** Values saved by earlier steps, by name. */
  readonly saved: ReadonlyMap<string, unknown>
}

/** The findings about one exchange, and their consequences for the case. */
export interface Judgement {
  readonly findings: readonly Finding[]
  /** The requirements whose expectations were judged. */
  readonly judged: ReadonlySet<string>
  /** Whether the remaining steps of the case lack their precondition. */
  readonly stops: boolean
  /** Whether the members that the request may have written are no longer known. */
  readonly leavesDoubt: boolean
  /** Whether the exchange made an unexpected change. Findings in later reads of the same change are redundant. */
  readonly showsChange: boolean
  /** Expectations that need snapshots, not judged yet. */
  readonly open: readonly Expectation[]
}

/**
 * Judges one exchange. Pure. The order is: leading expectations such as the status, invariants, other expectations. The others are not
 * judged after a violated leading expectation or a gating invariant. Without the snapshots that they need, the others stay open for a
 * second call.
 */
export function judgeExchange({ expect, invariants, saved }: Demands, seen: Observation): Judgement {
  const bound = expect.map((one) => bind(one, saved))
  const leading = judgeLeading(
    bound.filter(({ kind }) => KINDS[kind]?.leads === true),
    seen,
  )
  // An unexpected success is one fault: invariants about the accepted values would only repeat the fault.
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

/** The judgement of one expectation. */
interface Judged {
  readonly findings: readonly Finding[]
  /** Omitted for an expectation that does not apply. */
  readonly requirement?: string
}

interface Leading {
  readonly judged: readonly Judged[]
  /** The highest level of a violated expectation; undefined for none. */
  readonly failed: Level | undefined
}

/** Judges leading expectations. An observed requirement gets a finding in any case. */
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
  /** The effect of a violated gating kind. */
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

/** Judges one expectation. An unreadable answer is judged only by kinds that judge unreadable answers. */
function judgeOne(expectation: Expectation, seen: Observation): Judged {
  if (seen.response.status === UNREADABLE && KINDS[expectation.kind]?.judgesUnreadable !== true) return UNJUDGED
  const findings = judge(expectation, seen)
  return findings === undefined ? UNJUDGED : { findings, requirement: expectation.requirement }
}

const UNJUDGED: Judged = { findings: [] }
