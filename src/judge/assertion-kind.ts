import type { OptionalPart } from '../contract/optional-parts.ts'
import type { Contract } from '../contract/contract.ts'
import type { Observation } from './observation.ts'

/** One violation in an answer. */
export interface Problem {
  /** The expected value first, then the actual value, in English. */
  readonly message: string
  /**
   * The fault in fixed words, such as `accepted` or `missing-from-list`, without values of a run. A fault has the same signature at
   * every seed, and findings are grouped into causes by their signatures.
   */
  readonly signature: string
  /** Set for a fault with one cause under all requirements, such as a server error. */
  readonly acrossRequirements?: true
  /** Set for an object or array that is missing or wrong as a whole: other values that the answer lacks may be missing with it. */
  readonly container?: true
  /** Set for a finding about a value as a whole: a finding about a part of it in the same answer explains it. */
  readonly whole?: true
  /** The place: `body#/pointer`, `header:Name` or `status`. */
  readonly at: string
  /** The key of the member that is wrong, where the place does not lead to it: a member that is missing, or that changed. */
  readonly about?: string
  readonly expected: unknown
  readonly actual: unknown
  /** For a violation that several requests show together: the index of the exchange that shows it best. */
  readonly exchange?: number
  /** For a violation that a later answer shows: the index of its exchange. */
  readonly shownBy?: number
  /** The requests that show the violation together, in the order of their starts. */
  readonly timeline?: readonly TimedExchange[]
}

/** The time of one of several requests, in whole milliseconds after the first. */
export interface TimedExchange {
  /** The index of the exchange. */
  readonly exchange: number
  readonly startMs: number
  /** Omitted without an answer. */
  readonly endMs?: number
}

/** The most problems of one expectation in one answer that become findings, as a count. A kind need look for no more. */
export const MOST_PROBLEMS = 20

/** The rule that a drawn value breaks, and the statuses that refuse the value. */
export interface DrawnInvalid {
  readonly rule: string
  readonly refusals: number | readonly number[]
}

/** A kind of expectation. All functions are pure, and never throw on any answer of a target. */
export interface AssertionKind<Expected = never> {
  /** The key in a suite. */
  readonly name: string
  /** The JSON Schema of the value in a suite. `reference` marks places that accept a saved value or a column, written `$name`. */
  readonly schema: object
  /** The violations in an observation; empty for a conformant answer. */
  readonly check: (expected: Expected, observation: Observation) => readonly Problem[]
  /** The expectation in English, as the object of "expect". */
  readonly explain: (expected: Expected) => string
  /** The facts of the contract that the expectation stands for, in lines: the properties that it judges, or a schema. Default: none. */
  readonly details?: (expected: Expected, contract: Contract) => readonly string[]
  /**
   * True if the observation holds something that the expectation judges. Only then an answer without a violation verifies the
   * requirement. False for an observation in which `check` finds no violation whatever the target does.
   */
  readonly applies: (expected: Expected, observation: Observation) => boolean
  /** Set for a kind on which all others of a step depend: its violation leaves the others unjudged. */
  readonly leads?: true
  /** The effect of a violated invariant: `answer` ends the judgement of the answer, `case` also ends the case. Default: none. */
  readonly gates?: (expected: Expected) => 'answer' | 'case'
  /** Set for a kind that also judges answers without a readable status. */
  readonly judgesUnreadable?: true
  /** True if the expectation compares answers with earlier writes. After an unexpected change, all such answers violate it. Default: false. */
  readonly recalls?: (expected: Expected) => boolean
  /** For a kind about the status: true if it allows this status. */
  readonly allows?: (expected: Expected, status: number) => boolean
  /**
   * True if the answer is a refusal that this expectation demands. The refusal counts only if the target accepts the mended request.
   */
  readonly refuses?: (expected: Expected, observation: Observation) => boolean
  /** For a value with a drawn part: the value in a declared case, or undefined if there is none. */
  readonly declare?: (expected: Expected, drawn: DrawnInvalid) => Readonly<Record<string, unknown>> | undefined
  /** Set for a kind whose findings are less specific than findings of other kinds at the same place. */
  readonly symptom?: true
  /** The observations that the kind needs besides the exchange. */
  readonly gathers?: 'snapshots' | 'walk' | 'moment'
  /** For a kind that gathers snapshots: true if it also holds across several writes of the member in the path. Default: false. */
  readonly spans?: (expected: Expected) => boolean
  /** The optional parts of the contract without which the expectation has no meaning. Default: none. */
  readonly relies?: (expected: Expected) => readonly OptionalPart[]
  /** The names in the value that the contract does not declare. */
  readonly verify?: (expected: Expected, contract: Contract) => readonly string[]
}

/** Extends a schema to accept a reference to a column or a saved value, written `$name`. */
export function reference(schema: {
  readonly type: string | readonly string[]
  readonly [keyword: string]: unknown
}): object {
  const types = new Set([schema.type].flat())
  return types.has('string') ? schema : { ...schema, type: [...types, 'string'], pattern: '^\\$\\w+$' }
}

/** JSON in at most 120 characters. */
export function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}
