import { variantOf } from '../../contract/keys.ts'
import { itemsAt } from '../../contract/page.ts'
import { isDeepStrictEqual } from 'node:util'
import type { Contract, Variant } from '../../contract/contract.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { describeMask } from '../../secrets/describe-mask.ts'
import { isMaskOf } from '../../secrets/mask.ts'
import { textDifference } from '../reading/text-difference.ts'
import { isSingle, type Member, membersIn } from '../reading/members.ts'
import type { KnownMember, Observation } from '../observation.ts'

/** `all`: all members in the answer. `others`: all but the member in the request's path. `own`: that member, which must be present. */
export type EqualsSentExpectation = 'all' | 'others' | 'own'

/** Members in the answer have the values last written to them, and masks of their secrets. */
export const equalsSent: AssertionKind<EqualsSentExpectation> = {
  name: 'equalsSent',
  recalls: true,
  schema: { enum: ['all', 'others', 'own'] },
  applies(expected, observation) {
    const judged = judgedMembers(expected, observation)
    const isMissing = expected === 'own' && judged.length === 0 && observation.request.key !== undefined
    return isMissing || judged.some((member) => sentTo(member, observation).length > 0)
  },
  check(expected, observation) {
    const judged = judgedMembers(expected, observation)
    return [
      ...judged.flatMap((member) => compare(member, observation)),
      ...(expected === 'own' ? missing(judged, observation) : []),
    ]
  },
  explain: (expected) =>
    ({
      all: 'members with the values last written to them',
      others: 'other members with the values last written to them',
      own: 'the member in the path, with the values last written',
    })[expected],
}

function judgedMembers(expected: EqualsSentExpectation, observation: Observation): readonly Member[] {
  const own = observation.request.key
  return membersIn(observation).filter(({ key }) => expected === 'all' || (key === own) === (expected === 'own'))
}

function missing(judged: readonly Member[], { contract, request, response }: Observation): readonly Problem[] {
  if (judged.length > 0 || request.key === undefined) return []
  const at = `body#${response.documentAt}${isSingle(request.role, contract) ? '' : itemsAt(contract)}`
  return [
    {
      signature: 'not-in-answer',
      message: `expected ${request.key} in the answer; ${request.key} is missing`,
      at,
      expected: request.key,
      actual: 'no such member',
    },
  ]
}

/** The sent values of a member that the answer must show, each with the pointer of its property. */
function sentTo({ key }: Member, { contract, known }: Observation): readonly (readonly [string, unknown])[] {
  const member = known.members.get(key ?? '')
  const variant = variantOf(contract, key ?? '')
  if (member === undefined || variant === undefined || known.doubtful.has(key ?? '')) return []
  const owed = OWED.get(member) ?? owedBy(member, { contract, variant })
  OWED.set(member, owed)
  return owed
}

/** A cache: a member stands in many answers until its next write. */
const OWED = new WeakMap<KnownMember, readonly (readonly [string, unknown])[]>()

function owedBy({ values }: KnownMember, place: Place): readonly (readonly [string, unknown])[] {
  return Object.entries(values)
    .map(([name, sent]) => [`/${name}`, sent] as const)
    .filter(([property, sent]) => mustComeBack(property, sent, place))
}

function compare(member: Member, observation: Observation): readonly Problem[] {
  const { value, key, pointer } = member
  const redactions = variantOf(observation.contract, key ?? '')?.redactions ?? {}
  return sentTo(member, observation).flatMap(([property, sent]) => {
    const actual = valueAt(value, property)
    const secret = redactions[property] !== undefined
    if (secret ? showsSecret(actual, sent) : isSame(actual, sent)) return []
    return [
      {
        signature: secret ? 'mask-of-another-secret' : 'value-differs',
        message: secret
          ? `expected a mask of the secret that was sent; ${describeMask(actual, sent)}`
          : notAsSent(sent, actual),
        at: `body#${pointer}${property}`,
        expected: secret ? `a mask of ${JSON.stringify(sent)}` : sent,
        actual: actual === undefined ? 'nothing' : actual,
      },
    ]
  })
}

interface Place {
  readonly contract: Contract
  readonly variant: Variant
}

/** True if the answer must show the sent value. Disallowed nulls, undeclared properties and unusual texts are only observed. */
function mustComeBack(property: string, sent: unknown, { contract, variant }: Place): boolean {
  if (property === contract.resource.identity || property === contract.resource.key.pointer) return false
  if (!variant.properties.includes(property) || variant.redactions[property]?.rule === 'never') return false
  if (sent === null) return variant.nullable.includes(property)
  return !(typeof sent === 'string' && isUnusual(sent))
}

/** True if a text is empty, very long, or holds control characters or lone surrogates. Source: "valid bodies" in the decisions. */
function isUnusual(text: string): boolean {
  return text === '' || text.length > 1000 || /[\p{Cc}\p{Cs}]/u.test(text)
}

/** True if the values are equal. A server may omit a null. */
function isSame(actual: unknown, sent: unknown): boolean {
  return isDeepStrictEqual(actual, sent) || (sent === null && actual === undefined)
}

/** True if the value is omitted, or the sent secret or a mask of that secret. The kind `redacted` judges the mask itself. */
function showsSecret(actual: unknown, sent: unknown): boolean {
  if (actual === undefined || actual === null) return true
  return typeof actual === 'string' && typeof sent === 'string' && (actual === sent || isMaskOf(actual, sent))
}

/** A report may mask both values, so the message tells the difference without them. */
function notAsSent(sent: unknown, actual: unknown): string {
  const difference = textDifference(sent, actual)
  return `expected the value that was sent${difference === undefined ? '' : `; ${difference}`}`
}
