import type { Contract } from '../contract/contract.ts'
import type { Observation } from './observation.ts'

/** What is wrong in one answer: the place as `body#/pointer`, `header:Name` or `status`. */
export interface Problem {
  readonly message: string
  /**
   * What is wrong, in fixed words such as `accepted` or `missing-from-list`. No value of a run is in it, so the same fault has the same
   * signature at every seed: findings are grouped into causes by it.
   */
  readonly signature: string
  /** Set where the signature alone tells the cause, whichever requirement asks: a server error, say. */
  readonly acrossRequirements?: true
  readonly at: string
  readonly expected: unknown
  readonly actual: unknown
}

/** What was drawn invalid: the rule that it breaks, and the statuses that refuse it. */
export interface DrawnInvalid {
  readonly rule: string
  readonly refusals: number | readonly number[]
}

/** The code that judges one kind of expectation. Pure; never throws on what a target answers. */
export interface AssertionKind<Expected = never> {
  /** The key in a suite. */
  readonly name: string
  /** The JSON Schema of the value in a suite. A saved value or a column (`$name`) may stand wherever `reference` allows it. */
  readonly schema: object
  readonly check: (expected: Expected, seen: Observation) => readonly Problem[]
  /** The expectation in plain English, to follow "expect". */
  readonly explain: (expected: Expected) => string
  /** Where there may be nothing to judge: whether there is. By default always. */
  readonly applies?: (expected: Expected, seen: Observation) => boolean
  /** Whether all other expectations of a step stand on this one: they are not judged where it fails. */
  readonly leads?: true
  /** Of an invariant that fails, whether nothing more can be said of the answer, or the case cannot go on. By default neither. */
  readonly gates?: (expected: Expected) => 'answer' | 'case'
  /** Whether it is judged where not even a status could be read. */
  readonly judgesUnreadable?: true
  /** Whether the answer is held against what the run has written: after a change that was not due all such answers are wrong. */
  readonly recalls?: true
  /** Of a kind that is about the status: whether it allows this one. */
  readonly allows?: (expected: Expected, status: number) => boolean
  /**
   * Whether the answer is a refusal that this expectation asks for. It proves something only where the same request, with what is wrong
   * mended, is accepted.
   */
  readonly refuses?: (expected: Expected, seen: Observation) => boolean
  /** Where something drawn is part of the value: what a declared case says instead, if there is anything to say. */
  readonly declare?: (expected: Expected, drawn: DrawnInvalid) => Readonly<Record<string, unknown>> | undefined
  /** Whether a finding of another kind about the same place tells more of the fault. */
  readonly symptom?: true
  /** What the run must gather besides the exchange itself. */
  readonly gathers?: 'snapshots' | 'walk'
  /** The pointers, names and schemas that the value names: what the contract must have. Returns what is unknown. */
  readonly verify?: (expected: Expected, contract: Contract) => readonly string[]
}

/** A schema that also takes a reference: a column of the case or a value saved by an earlier step. */
export function reference(schema: {
  readonly type: string | readonly string[]
  readonly [keyword: string]: unknown
}): object {
  const types = new Set([schema.type].flat())
  return types.has('string') ? schema : { ...schema, type: [...types, 'string'], pattern: '^\\$\\w+$' }
}

/** JSON, cut to a length that a message can bear. */
export function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}
