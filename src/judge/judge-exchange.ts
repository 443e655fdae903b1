import type { Level } from '../contract/contract.ts'
import { UNREADABLE } from '../http/target.ts'
import { bindExpectation } from './bind-expectation.ts'
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
  /** The requirements whose expectations were judged; a requirement of several expectations may be repeated. */
  readonly judged: readonly string[]
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
  const bound = expect.map((one) => bindExpectation(one, saved))
  const tally: Tally = { findings: [], judged: [] }
  const failed = judgeLeading(bound.filter(leads), observation, tally)
  // An unexpected success is one fault: invariants about the accepted values would only repeat the fault.
  const accepted = observation.response.status >= 200 && observation.response.status < 300
  const leading = tally.findings.length
  const gate =
    invariants === undefined || (failed === 'must' && accepted)
      ? undefined
      : judgeInvariants(invariants, observation, tally)
  generalFirst(tally.findings, leading)
  const isOver = failed === 'must' || failed === 'should' || gate !== undefined
  const others = isOver ? [] : bound.filter((one) => !leads(one))
  const open = observation.snapshots === undefined ? others.filter(({ kind }) => needsSnapshots(kind)) : []
  for (const one of others) if (!open.includes(one)) judgeOne(one, observation, tally)
  const { findings, judged } = tally
  return {
    findings,
    judged,
    stops: failed === 'must' || gate === 'case',
    leavesDoubt:
      observation.request.key !== undefined &&
      observation.request.method !== 'GET' &&
      findings.some(({ level }) => level === 'must'),
    showsChange: findings.some(({ kind }) => needsSnapshots(kind)),
    open,
  }
}

/** The judgement of one exchange so far. */
interface Tally {
  readonly findings: Finding[]
  readonly judged: string[]
}

function leads({ kind }: Expectation): boolean {
  return KINDS[kind]?.leads === true
}

/**
 * Judges leading expectations. An observed requirement gets a finding in any case. Returns the highest level of a violated expectation;
 * undefined for none.
 */
function judgeLeading(expectations: readonly Expectation[], observation: Observation, tally: Tally): Level | undefined {
  let failed: Level | undefined
  for (const one of expectations) {
    const level = observation.contract.requirements[one.requirement]?.level
    const isViolated = judgeOne(one, observation, tally)
    if (isViolated) failed = failed === 'must' ? failed : level
    else if (level === 'observe' && isApplicable(one, observation)) tally.findings.push(observed(one, observation))
  }
  return failed
}

/**
 * Puts findings of leading expectations behind those of invariants with the same cause, such as a 5xx. `leading` is the count of the former,
 * which come first. What holds for each answer tells more than what this request expected.
 */
function generalFirst(findings: Finding[], leading: number): void {
  const general = new Set(findings.slice(leading).map(({ cause }) => cause))
  const repeated = findings.filter(({ cause }, index) => index < leading && general.has(cause))
  if (repeated.length === 0) return
  const others = findings.filter((finding) => !repeated.includes(finding))
  findings.splice(0, findings.length, ...others, ...repeated)
}

/** The effect of a violated gating kind. */
type Gate = 'case' | 'answer' | undefined

/** Judges the invariants. Returns the effect of the last violated gating kind. */
function judgeInvariants(invariants: InvariantIndex, observation: Observation, tally: Tally): Gate {
  const names = new Map([['key', observation.request.key]])
  let gate: Gate
  for (const { on, except, expect } of invariants.about(observation)) {
    if (on !== undefined && !holds(on, observation)) continue
    if (except !== undefined && holds(except, observation)) continue
    for (const expectation of expect) {
      const isViolated = judgeOne(bindExpectation(expectation, names), observation, tally)
      if (isViolated) gate = gateOf(expectation) ?? gate
    }
    if (gate === 'case') break
  }
  return gate
}

function gateOf({ kind, value }: Expectation): Gate {
  return KINDS[kind]?.gates?.(value)
}

function needsSnapshots(kind: string): boolean {
  return KINDS[kind]?.gathers === 'snapshots'
}

/** Judges one expectation. An unreadable answer is judged only by kinds that judge unreadable answers. Returns true for a violation. */
function judgeOne(expectation: Expectation, observation: Observation, { findings, judged }: Tally): boolean {
  if (observation.response.status === UNREADABLE && KINDS[expectation.kind]?.judgesUnreadable !== true) return false
  const found = judge(expectation, observation)
  if (found === undefined) return false
  judged.push(expectation.requirement)
  findings.push(...found)
  return found.length > 0
}
