import { variantOf } from '../../contract/keys.ts'
import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../json/pointer.ts'
import { type AssertionKind, brief, type Problem } from '../assertion-kind.ts'
import { isAbsent } from '../reading/is-absent.ts'
import { type ShownMember, membersIn } from '../reading/members.ts'
import { originOf } from '../reading/origin-of-value.ts'
import type { Observation } from '../observation.ts'

/**
 * Documented defaults of properties that the last write left out. `returned`: the default of a property without an earlier value is
 * present. `documented`: no other value is present than the default or the last value of an earlier write, which servers may keep.
 */
export const defaults: AssertionKind<'documented' | 'returned'> = {
  name: 'defaults',
  recalls: () => true,
  schema: { enum: ['documented', 'returned'] },
  applies: (expected, observation) =>
    membersIn(observation).some((member) => unsentDefaults(member, observation).some(isJudged(expected))),
  check: (expected, observation) =>
    membersIn(observation).flatMap((member) =>
      unsentDefaults(member, observation)
        .filter(isJudged(expected))
        .filter((found) => (expected === 'returned' ? isAbsent(found.actual) : isNeither(found)))
        .map((found) => problemAt(member, found, observation)),
    ),
  explain: (expected) =>
    expected === 'documented'
      ? 'no other value than the documented default or the last value sent'
      : 'the documented defaults of what was not sent',
  details: (_, { resource }) =>
    Object.entries(resource.variants).flatMap(([key, one]) => {
      const values = Object.entries(one.defaults).map(([property, value]) => `${property} ${JSON.stringify(value)}`)
      return values.length === 0 ? [] : [`${key}: ${values.join(', ')}`]
    }),
}

interface UnsentDefault {
  readonly property: string
  readonly byDefault: unknown
  /** The last value that an earlier write set; undefined for none. */
  readonly earlier: unknown
  /** True if the last write holds a null, which servers may store. */
  readonly isNull: boolean
  /** The value in the answer. */
  readonly actual: unknown
}

/** The documented defaults of the properties that the last write to a member left out. */
function unsentDefaults({ value, key }: ShownMember, { known, contract }: Observation): readonly UnsentDefault[] {
  const member = known.members.get(key ?? '')
  const { lastSent } = member ?? {}
  if (member === undefined || lastSent === undefined || known.doubtful.has(key ?? '')) return []
  return Object.entries(variantOf(contract, key ?? '')?.defaults ?? {}).flatMap(([property, byDefault]) => {
    const sent = valueAt(member.values, property)
    if (!isAbsent(sent)) return []
    const values = { byDefault, earlier: valueAt(lastSent, property), actual: valueAt(value, property) }
    return [{ property, isNull: sent === null, ...values }]
  })
}

function isJudged(expected: 'documented' | 'returned'): (found: UnsentDefault) => boolean {
  return ({ actual, earlier, isNull }) =>
    expected === 'returned' ? earlier === undefined && !isNull : !isAbsent(actual)
}

/** True if the value is neither the default nor the last value of an earlier write. */
function isNeither({ actual, byDefault, earlier }: UnsentDefault): boolean {
  return !isDeepStrictEqual(actual, byDefault) && !isDeepStrictEqual(actual, earlier)
}

function problemAt(
  { pointer, key = '' }: ShownMember,
  { property, byDefault, earlier, actual }: UnsentDefault,
  observation: Observation,
): Problem {
  const absent = isAbsent(actual)
  const origin = absent ? undefined : originOf(actual, { key, property }, observation)
  const isOther = earlier !== undefined && !isDeepStrictEqual(earlier, byDefault)
  const either = isOther ? `, or ${brief(earlier)} of an earlier write` : ''
  const shown = absent ? 'nothing' : (wholeText(actual) ?? 'another value')
  return {
    signature: absent ? 'default-missing' : 'default-differs',
    message: `expected ${brief(byDefault)} at ${property} (its default)${either}; the answer has ${origin === undefined ? shown : `the value ${origin}`}`,
    at: `body#${pointer}${property}`,
    expected: byDefault,
    actual: absent ? 'nothing' : actual,
  }
}

/** The value as JSON; undefined for a long one. A part of a secret in it would have no mask. */
function wholeText(value: unknown): string | undefined {
  const text = JSON.stringify(value)
  return text === brief(value) ? text : undefined
}
