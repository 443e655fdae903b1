import type { Level } from '../contract/contract.ts'
import type { Location } from '../source/mistake.ts'
import type { Problem } from './assertion-kind.ts'
import { KINDS } from './kinds.ts'
import type { Observation } from './observation.ts'

/** Something that a case or invariant expects, under the requirement it proves. */
export interface Expectation {
  readonly requirement: string
  readonly kind: string
  readonly value: unknown
  /** Whether it still refers to something that only an answer gives. */
  readonly open?: boolean
  readonly location: Location
}

/** What is wrong, where, against which requirement; or, at level observe, what was seen. */
export interface Finding extends Omit<Problem, 'acrossRequirements'> {
  readonly kind: string
  readonly level: Level
  readonly requirement: string
  /** The id of its cause. */
  readonly cause: string
  /** Whether a finding of another kind about the same place tells more of the fault. */
  readonly symptom?: true
  /** Whether the answer was held against what the run has written. */
  readonly recalls?: true
  readonly location: Location
}

const NOTHING: readonly Finding[] = []
/** How many findings one expectation has of one answer. */
const MOST = 20

/** Whether there is something to judge in what was seen. */
export function isApplicable({ kind, value }: Expectation, seen: Observation): boolean {
  return KINDS[kind]?.applies?.(value, seen) ?? true
}

/**
 * Holds one exchange to an expectation; undefined where there is nothing to judge. Pure: what it says depends on nothing but what it
 * is given.
 */
export function judge(
  { requirement, kind, value, location }: Expectation,
  seen: Observation,
): readonly Finding[] | undefined {
  const assertion = KINDS[kind]
  const sentence = seen.contract.requirements[requirement]
  if (assertion === undefined || sentence === undefined)
    throw new Error(`${kind} under ${requirement} was not checked when it was loaded`)
  if (assertion.applies?.(value, seen) === false) return undefined
  const { level } = sentence
  const problems = assertion.check(value, seen)
  if (problems.length === 0) return NOTHING
  // A hostile list breaks a sentence in each of its items; some of them tell as much as all.
  return problems.slice(0, MOST).map(({ acrossRequirements, ...problem }) => ({
    kind,
    level,
    requirement,
    ...problem,
    cause: `${acrossRequirements === true ? level : requirement}/${problem.signature}`,
    ...(assertion.symptom === true ? { symptom: true } : {}),
    ...(assertion.recalls === true ? { recalls: true } : {}),
    location,
  }))
}

/** What is on record for a sentence that is only observed, where the answer was as the case puts it. */
export function observed({ requirement, kind, value, location }: Expectation, seen: Observation): Finding {
  const explained = KINDS[kind]?.explain(value) ?? kind
  return {
    kind,
    level: 'observe',
    requirement,
    signature: 'as-put',
    cause: `${requirement}/as-put`,
    message: `seen as put: ${explained}; the answer is ${seen.response.status}`,
    at: 'status',
    expected: explained,
    actual: seen.response.status,
    location,
  }
}
