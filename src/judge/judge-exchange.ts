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
  /** True if the remaining steps of the case lack their precondition. */
  readonly stops: boolean
  /** True if the members that the request may have written are no longer known. */
  readonly leavesDoubt: boolean
  /** True if the exchange made an unexpected change. Findings in later reads of the same change are redundant. */
  readonly showsChange: boolean
  /** Expectations that need snapshots, not judged yet. */
  readonly open: readonly Expectation[]
}

/**
 * Judges one exchange. Pure. The order is: leading expectations such as the status, invariants, other expectations. The others are not
 * judged after a violated leading expectation or a gating invariant. Expectations without the snapshots that they need stay open for a
 * second call.
 */
export function judgeExchange({ expect, invariants, saved }: Demands, observation: Observation): Judgement {
  const bound = expect.map((one) => bind(one, saved))
  const leading = judgeLeading(
    bound.filter(({ kind }) => KINDS[kind]?.leads === true),
    observation,
  )
  // An unexpected success is one fault: invariants about the accepted values would only repeat the fault.
  const accepted = observation.response.status >= 200 && observation.response.status < 300
  const always =
    invariants === undefined || (leading.failed === 'must' && accepted)
      ? NOTHING
      : judgeInvariants(invariants, observation)
  const isOver = leading.failed === 'must' || leading.failed === 'should' || always.gate !== undefined
  const others = isOver ? [] : bound.filter(({ kind }) => KINDS[kind]?.leads !== true)
  const open = observation.snapshots === undefined ? others.filter(({ kind }) => needsSnapshots(kind)) : []
  const rest = others.filter((one) => !open.includes(one)).map((one) => judgeOne(one, observation))
  const all = [...leading.judged, ...always.judged, ...rest]
  const findings = all.flatMap((one) => one.findings)
  return {
    findings,
    judged: new Set(all.flatMap(({ requirement }) => requirement ?? [])),
    stops: leading.failed === 'must' || always.gate === 'case',
    leavesDoubt:
      observation.request.key !== undefined &&
      observation.request.method !== 'GET' &&
      findings.some(({ level }) => level === 'must'),
    showsChange: findings.some(({ kind }) => needsSnapshots(kind)),
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
function judgeLeading(expectations: readonly Expectation[], observation: Observation): Leading {
  let failed: Level | undefined
  const judged = expectations.map((one): Judged => {
    const level = observation.contract.requirements[one.requirement]?.level
    const { findings, requirement } = judgeOne(one, observation)
    if (findings.length > 0) failed = failed === 'must' ? failed : level
    const isOnRecord = findings.length === 0 && level === 'observe' && isApplicable(one, observation)
    return {
      findings: isOnRecord ? [observed(one, observation)] : findings,
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

function judgeInvariants(invariants: InvariantIndex, observation: Observation): Always {
  const names = new Map<string, unknown>([
    ['key', observation.request.key],
    ['status', observation.response.status],
  ])
  const judged: Judged[] = []
  let gate: Always['gate']
  for (const { on, except, expect } of invariants.about(observation)) {
    if ((on !== undefined && !holds(on, observation)) || except.some((one) => holds(one, observation))) continue
    for (const expectation of expect) {
      const one = judgeOne(bind(expectation, names), observation)
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

function needsSnapshots(kind: string): boolean {
  return KINDS[kind]?.gathers === 'snapshots'
}

function bind(expectation: Expectation, names: ReadonlyMap<string, unknown>): Expectation {
  return expectation.open === true ? { ...expectation, ...bindValue(expectation.value, names) } : expectation
}

/** Judges one expectation. An unreadable answer is judged only by kinds that judge unreadable answers. */
function judgeOne(expectation: Expectation, observation: Observation): Judged {
  if (observation.response.status === UNREADABLE && KINDS[expectation.kind]?.judgesUnreadable !== true) return UNJUDGED
  const findings = judge(expectation, observation)
  return findings === undefined ? UNJUDGED : { findings, requirement: expectation.requirement }
}

const UNJUDGED: Judged = { findings: [] }
