import { variantOf } from '../../contract/keys.ts'
import { itemsAt } from '../../contract/page.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { describeMask } from '../../secrets/describe-mask.ts'
import { splitUrl } from '../../secrets/mask.ts'
import { type SentValue, shows, valuesToShow } from '../reading/sent-values.ts'
import { originOf, showsEarlierHost } from '../reading/origin-of-value.ts'
import { textDifference } from '../reading/text-difference.ts'
import { isSingle, type ShownMember, membersIn } from '../reading/members.ts'
import type { KnownMember, Observation } from '../observation.ts'

/** `all`: all members in the answer. `others`: all but the member in the request's path. `own`: that member, which must be present. */
export type EqualsSentExpectation = 'all' | 'others' | 'own'

/** Members in the answer have the values last written to them, and masks of their secrets. */
export const equalsSent: AssertionKind<EqualsSentExpectation> = {
  name: 'equalsSent',
  recalls: () => true,
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

function judgedMembers(expected: EqualsSentExpectation, observation: Observation): readonly ShownMember[] {
  const own = observation.request.key
  return membersIn(observation).filter(({ key }) => expected === 'all' || (key === own) === (expected === 'own'))
}

/** The scheme and host of a URL, which a mask may show. */
function hostOf(sent: unknown): string {
  return splitUrl(String(sent)).origin ?? 'no host'
}

function missing(judged: readonly ShownMember[], { contract, request, response }: Observation): readonly Problem[] {
  if (judged.length > 0 || request.key === undefined) return []
  const at = `body#${response.documentAt}${isSingle(request.role, contract) ? '' : itemsAt(contract)}`
  return [
    {
      signature: 'not-in-answer',
      acrossRequirements: true,
      message: `expected ${request.key} in the answer; ${request.key} is missing`,
      at,
      expected: request.key,
      actual: 'no such member',
    },
  ]
}

/** The sent values of a member that the answer must show. */
function sentTo({ key = '' }: ShownMember, { contract, known }: Observation): readonly SentValue[] {
  const member = known.members.get(key)
  if (member === undefined || known.doubtful.has(key)) return []
  const owed = OWED.get(member) ?? valuesToShow(member.values, key, contract)
  OWED.set(member, owed)
  return owed
}

/** A cache: a member stands in many answers until its next write. */
const OWED = new WeakMap<KnownMember, readonly SentValue[]>()

function compare(member: ShownMember, observation: Observation): readonly Problem[] {
  const { value, key, pointer } = member
  const redactions = variantOf(observation.contract, key ?? '')?.redactions ?? {}
  const { key: asked } = observation.request
  const elsewhere = asked === undefined || asked === key ? '' : ` for ${key}, which the request does not name`
  return sentTo(member, observation).flatMap(([property, sent]) => {
    const actual = valueAt(value, property)
    const place = { key: key ?? '', property }
    const isOld = redactions[property]?.rule === 'url' && showsEarlierHost({ actual, sent }, place, observation)
    if (!isOld && shows(value, [property, sent], redactions)) return []
    const secret = redactions[property] !== undefined
    const difference = secret ? describeMask(actual, sent) : textDifference(sent, actual)
    const origin = isOld ? 'of an earlier write, by its host' : originOf(actual, place, observation)
    const shown =
      origin === undefined ? difference : `the answer ${secret ? 'masks the secret' : 'has the value'} ${origin}`
    return [
      {
        signature: secret ? 'mask-of-another-secret' : 'value-differs',
        // A report may mask both values, so the message tells the place of the difference too.
        message: `expected ${secret ? 'a mask of the secret' : 'the value'} that was sent${elsewhere}${shown === undefined ? '' : `; ${shown}`}`,
        at: `body#${pointer}${property}`,
        expected: isOld ? `a mask that shows ${hostOf(sent)}` : secret ? 'a mask of the secret that was sent' : sent,
        actual: actual === undefined ? 'nothing' : actual,
      },
    ]
  })
}
