import { isDeepStrictEqual } from 'node:util'
import type { Variant } from '../../contract/contract.ts'
import { variantOf } from '../../contract/keys.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { isAbsent } from '../reading/is-absent.ts'
import { type ShownMember, membersIn } from '../reading/members.ts'
import { isShownSecret } from '../reading/origin-of-value.ts'
import type { Observation, RecalledPlace } from '../observation.ts'

/** The source of a value: the deleted member with the same key, another group, or another member of the group. */
export type InheritedExpectation = 'ofDeleted' | 'ofOtherGroup' | 'ofOthers'

/**
 * A created member shows no value that its body leaves out and that an earlier write sent. A value counts if the first create with the
 * same body did not show it: a default that the contract does not state is the same each time.
 */
export const inherited: AssertionKind<InheritedExpectation> = {
  name: 'inherited',
  recalls: () => true,
  schema: { enum: ['ofDeleted', 'ofOtherGroup', 'ofOthers'] },
  applies: (_, observation) => repeatedIn(observation).length > 0,
  check: (expected, observation) =>
    repeatedIn(observation).flatMap((repeated) =>
      newIn(repeated, observation)
        .filter((found) => originOf(found, repeated, observation) === expected)
        .map((found) => problemAt(found, repeated, expected)),
    ),
  explain: (expected) => `no value ${WORDS[expected]} in place of one that the create leaves out`,
}

const WORDS = {
  ofDeleted: 'of the deleted member',
  ofOtherGroup: 'of another group',
  ofOthers: 'of another member',
} as const

/** A created member, and the member after the first create with the same body. */
interface Repeated extends ShownMember {
  readonly key: string
  readonly first: ShownMember['value']
  readonly variant: Variant
}

function repeatedIn(observation: Observation): readonly Repeated[] {
  const { recalled, known, contract } = observation
  if (recalled === undefined || recalled.firstShown.size === 0) return []
  return membersIn(observation).flatMap((member) => {
    const { key = '' } = member
    const [first, variant] = [recalled.firstShown.get(key), variantOf(contract, key)]
    if (first === undefined || first === member.value || variant === undefined) return []
    return known.foreign.has(key) || known.doubtful.has(key) ? [] : [{ ...member, key, first, variant }]
  })
}

/** A value that the body leaves out and that the first member did not have. */
interface New {
  readonly property: string
  readonly actual: unknown
  readonly before: unknown
}

/** Documented defaults are left to another kind. */
function newIn({ key, value, first, variant }: Repeated, { known, contract }: Observation): readonly New[] {
  const sent = known.members.get(key)?.values
  const { identity } = contract.resource
  if (sent === undefined) return []
  return variant.properties.flatMap((property) => {
    const [actual, before] = [valueAt(value, property), valueAt(first, property)]
    const isSent =
      !isAbsent(valueAt(sent, property)) || property === identity || property === contract.resource.key.pointer
    if (isSent || isAbsent(actual) || Object.hasOwn(variant.defaults, property)) return []
    return isDeepStrictEqual(actual, before) ? [] : [{ property, actual, before }]
  })
}

/** The nearest place to which an earlier write sent the value. */
function originOf(
  { property, actual }: New,
  { key, variant }: Repeated,
  { recalled, contract }: Observation,
): InheritedExpectation | undefined {
  const { group, places = [] } = recalled ?? {}
  const isSecret = variant.redactions[property] !== undefined
  const sentIt = (place: RecalledPlace): boolean =>
    [...place.sent].some(([name, sent]) => {
      if (isSecret && typeof actual === 'string') return typeof sent === 'string' && isShownSecret(actual, sent)
      const isOfKind = place.key === key ? `/${name}` === property : `/${name}` !== contract.resource.key.pointer
      return isOfKind && isDeepStrictEqual(actual, sent)
    })
  const origins = new Set(
    places.filter(sentIt).map((place): InheritedExpectation => {
      if (place.group !== group) return 'ofOtherGroup'
      return place.key === key ? 'ofDeleted' : 'ofOthers'
    }),
  )
  return (['ofDeleted', 'ofOtherGroup', 'ofOthers'] as const).find((one) => origins.has(one))
}

function problemAt({ property, actual, before }: New, { pointer }: Repeated, from: InheritedExpectation): Problem {
  return {
    signature: `inherited-${from}`,
    message: `expected ${isAbsent(before) ? 'nothing' : 'the value'} that the first create with this body showed; the value is one ${WORDS[from]}`,
    at: `body#${pointer}${property}`,
    expected: isAbsent(before) ? 'nothing' : before,
    actual,
  }
}
