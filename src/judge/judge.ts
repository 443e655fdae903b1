import type { Level } from '../contract/contract.ts'
import type { Location } from '../source/mistake.ts'
import { MOST_PROBLEMS, type Problem } from './assertion-kind.ts'
import { KINDS } from './kinds.ts'
import type { Observation } from './observation.ts'

/** An expectation of a case or invariant, under the requirement that it checks. */
export interface Expectation {
  readonly requirement: string
  /** The name of its kind. */
  readonly kind: string
  readonly value: unknown
  /** True if the value still refers to values of earlier answers. */
  readonly open?: boolean
  readonly location: Location
}

/** A violation of a requirement; at level observe, an observation without a judgement. */
export interface Finding extends Omit<Problem, 'acrossRequirements'> {
  readonly kind: string
  readonly level: Level
  readonly requirement: string
  /** The version that made the requirement a must, where the server is held to an earlier version. */
  readonly coming?: string
  /** The id of its cause: the requirement or level, and the signature. */
  readonly cause: string
  /** Set for a finding that is less specific than findings of other kinds at the same place. */
  readonly symptom?: true
  /** Set for a finding that compares the answer with earlier writes. */
  readonly recalls?: true
  /** Set for a finding about the message itself: nothing else of the answer can be judged. */
  readonly unreadable?: true
  /** The place of the expectation in its suite. */
  readonly location: Location
}

const NOTHING: readonly Finding[] = []

/** True if an expectation applies to an observation. */
export function isApplicable({ kind, value }: Expectation, observation: Observation): boolean {
  return KINDS[kind]?.applies(value, observation) ?? true
}

/**
 * The findings of one expectation in one exchange; undefined where the expectation does not apply. Pure.
 * @throws Error for an unknown kind or requirement, a defect of this tool: suites are checked at load.
 */
export function judge(
  { requirement, kind, value, location }: Expectation,
  observation: Observation,
): readonly Finding[] | undefined {
  const assertion = KINDS[kind]
  const sentence = observation.contract.requirements[requirement]
  if (assertion === undefined || sentence === undefined)
    throw new Error(`unknown kind ${kind} or requirement ${requirement}: the suite was not checked at load`)
  if (!assertion.applies(value, observation)) return undefined
  const { level } = sentence
  const coming = sentence.coming === true ? sentence.since : undefined
  const problems = assertion.check(value, observation)
  if (problems.length === 0) return NOTHING
  // A long list may violate a requirement in every item.
  return problems.slice(0, MOST_PROBLEMS).map(({ acrossRequirements, ...problem }) => ({
    kind,
    level,
    requirement,
    ...problem,
    ...(coming === undefined ? {} : { coming, message: `${problem.message}; a must since version ${coming}` }),
    cause: `${acrossRequirements === true && coming === undefined ? level : requirement}/${problem.signature}`,
    ...(assertion.symptom === true ? { symptom: true } : {}),
    ...(assertion.recalls?.(value) === true ? { recalls: true } : {}),
    ...(assertion.gates?.(value) === 'case' ? { unreadable: true } : {}),
    location,
  }))
}

/** The finding for an observed requirement whose expectation holds. */
export function observed({ requirement, kind, value, location }: Expectation, observation: Observation): Finding {
  const explained = KINDS[kind]?.explain(value) ?? kind
  return {
    kind,
    level: 'observe',
    requirement,
    signature: 'as-put',
    cause: `${requirement}/as-put`,
    message: `observed: ${explained}; the answer is ${observation.response.status}`,
    at: 'status',
    expected: explained,
    actual: observation.response.status,
    location,
  }
}
