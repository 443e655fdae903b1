import { variantOf } from '../../contract/keys.ts'
import type { Redaction } from '../../contract/contract.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { type ShownMember, membersIn } from '../reading/members.ts'
import { perObservation } from '../reading/per-observation.ts'
import type { Observation } from '../observation.ts'
import { isOwn, type OwnPlace } from '../reading/own-secrets.ts'
import type { SecretLeak } from '../../secrets/sent-secret.ts'
import { isMaskOfAnother, lengthOf, tailShown, urlShown } from '../../secrets/mask.ts'

/** The redaction rule of the contract to check: mask with a tail, masked URL, no value, length of masks, or presumed secrets. */
export type RedactedExpectation = 'tail' | 'url' | 'never' | 'length' | 'presumed'

/** Properties with secrets come back masked, compared with the sent secret. */
export const redacted: AssertionKind<RedactedExpectation> = {
  name: 'redacted',
  relies: () => ['redaction'],
  schema: { enum: ['tail', 'url', 'never', 'length', 'presumed'] },
  applies: (expected, observation) => secretsOfRule(expected, observation).some((secret) => JUDGES[expected](secret)),
  check: (expected, observation) =>
    secretsOfRule(expected, observation).flatMap((secret) =>
      CHECKS[expected](secret).map((problem) => ({ ...problem, at: `body#${secret.pointer}` })),
    ),
  explain: (expected) => EXPLAINED[expected],
  details: (expected, { resource }) =>
    Object.entries(resource.variants).flatMap(([key, { redactions }]) => {
      const pointers = Object.keys(redactions).filter((property) => STANDS_FOR[expected](redactions[property]))
      return pointers.length === 0 ? [] : [`${key}: ${pointers.join(', ')}`]
    }),
}

interface Shown {
  readonly redaction: Redaction
  /** The value in the answer. */
  readonly shown: unknown
  /** The last sent secret; undefined where unknown. */
  readonly sent: string | undefined
  /**
   * A stated secret of this property in the answer, where it is not known to be the last. It is an older one, or one of a doubtful member.
   */
  readonly leak: SecretLeak | undefined
  /** The JSON Pointer of the property in the body. */
  readonly pointer: string
}

/** The redactions that each rule is about. */
const STANDS_FOR: Readonly<Record<RedactedExpectation, (redaction?: Redaction) => boolean>> = {
  tail: (redaction) => redaction?.strength === 'stated' && redaction.rule === 'tail',
  url: (redaction) => redaction?.rule === 'url',
  never: (redaction) => redaction?.rule === 'never',
  length: (redaction) => STANDS_FOR.tail(redaction),
  presumed: (redaction) => redaction?.strength === 'presumed',
}

function secretsOfRule(expected: RedactedExpectation, observation: Observation): readonly Shown[] {
  return secretsIn(observation).filter(({ redaction }) => STANDS_FOR[expected](redaction))
}

/** The secrets of a rule that it judges: shown as a text, and sent by the run. */
const JUDGES: Readonly<Record<RedactedExpectation, (secret: Shown) => boolean>> = {
  tail: (secret) => secret.leak !== undefined || isComparable(secret),
  url: (secret) => secret.leak !== undefined || isComparable(secret),
  never: ({ shown, sent }) => sent !== undefined || (shown !== undefined && shown !== null),
  length: (secret) => isComparable(secret) && !CONTROL.test(secret.sent),
  presumed: isComparable,
}

/** The values of a shown secret that can be held against the sent one. */
function isComparable(secret: Shown): secret is Comparable {
  const { shown, sent, redaction } = secret
  return typeof shown === 'string' && sent !== undefined && sent !== '' && !isMaskOfAnother(shown, sent, redaction.tail)
}

interface Comparable extends Shown {
  readonly shown: string
  readonly sent: string
}

type Check = (secret: Shown) => readonly Omit<Problem, 'at'>[]

const CHECKS: Readonly<Record<RedactedExpectation, Check>> = {
  tail: checkTail,
  url: checkUrl,
  never: ({ shown }) =>
    shown === undefined || shown === null
      ? []
      : [
          {
            signature: 'secret-returned',
            message: 'expected nothing; the secret property is in the answer',
            expected: 'nothing',
            actual: shown,
          },
        ],
  length: checkLength,
  presumed: checkTail,
}

const EXPLAINED: Readonly<Record<RedactedExpectation, string>> = {
  tail: 'every key masked except its last characters',
  url: 'every URL masked except its origin and last characters',
  never: 'no property that is never returned',
  length: 'masks as long as the secret',
  presumed: 'presumed secrets masked too',
}

/** The secret properties of all members. */
const secretsIn = perObservation((observation): readonly Shown[] => {
  // A page may have thousands of members, and its text is long.
  const hasLeak = observation.secrets.find(observation.response.text).length > 0
  return membersIn(observation).flatMap((member) => secretsOf(member, hasLeak, observation))
})

/** The secret properties of a member, each with the last sent secret if known. `hasLeak`: the text of the answer has a known secret. */
function secretsOf(
  { value, key, pointer }: ShownMember,
  hasLeak: boolean,
  { contract, known, secrets }: Observation,
): readonly Shown[] {
  const redactions = variantOf(contract, key ?? '')?.redactions ?? {}
  const member = known.doubtful.has(key ?? '') ? undefined : known.members.get(key ?? '')
  return Object.entries(redactions).map(([property, redaction]) => {
    const last = valueAt(member?.values, property)
    const shown = valueAt(value, property)
    const sent = typeof last === 'string' ? last : undefined
    const leak = hasLeak ? olderIn(shown, { key, property, sent, secrets }) : undefined
    return { redaction, shown, sent, leak, pointer: `${pointer}${property}` }
  })
}

interface Told extends OwnPlace {
  readonly sent: string | undefined
}

/** The stated secret in the text of its own property; undefined where the text holds the last sent one, or one of another place. */
function olderIn(shown: unknown, { sent, ...place }: Told): SecretLeak | undefined {
  if (typeof shown !== 'string' || !isOwn(shown, place)) return undefined
  const leaks = place.secrets.find(shown).filter(({ secret }) => secret.redaction.strength === 'stated')
  return leaks.some(({ secret }) => secret.value === sent) ? undefined : leaks[0]
}

function checkLeak({ length, encoding }: SecretLeak, shown: unknown): readonly Omit<Problem, 'at'>[] {
  return [
    {
      signature: 'mask-shows-too-much',
      message: `expected a mask of the secret; ${length} characters of one that was sent for this property are visible${encoding}`,
      expected: 'a mask of the secret',
      actual: shown,
    },
  ]
}

function counted(most: number): string {
  return most === 1 ? 'character' : `${most} characters`
}

/** The length tells why a short secret may show less than the contract allows. */
function lengthText(secret: string): string {
  return lengthOf(secret) === 1 ? '1 character' : `${lengthOf(secret)} characters`
}

/** `the last 5 are`; a single one `is`. */
function lastOf(count: number, whose = ''): string {
  return count === 1 ? `the last one${whose} is` : `the last ${count}${whose} are`
}

function checkTail(secret: Shown): readonly Omit<Problem, 'at'>[] {
  if (secret.leak !== undefined) return checkLeak(secret.leak, secret.shown)
  if (!isComparable(secret)) return []
  const { redaction, shown, sent } = secret
  const visible = tailShown(shown, sent)
  const most = Math.min(redaction.tail, lengthOf(sent) - 1)
  if (!visible.elsewhere && visible.tail <= most) return []
  const expected = `a mask that shows ${most === 0 ? 'no character' : `at most the last ${counted(most)}`}`
  return [
    {
      signature: 'mask-shows-too-much',
      message: shown.endsWith(sent)
        ? `expected ${expected} of the secret; it has ${lengthText(sent)} and is shown whole`
        : `expected ${expected} of the secret; ${visible.elsewhere ? 'characters before these are' : lastOf(visible.tail)} visible`,
      expected,
      actual: shown,
    },
  ]
}

function checkUrl(secret: Shown): readonly Omit<Problem, 'at'>[] {
  if (secret.leak !== undefined) return checkLeak(secret.leak, secret.shown)
  if (!isComparable(secret)) return []
  const { redaction, shown, sent } = secret
  const visible = urlShown(shown, sent)
  if (!visible.elsewhere && visible.tail <= redaction.tail) return []
  const expected = `the origin, "/****" and at most the last ${redaction.tail} characters`
  return [
    {
      signature: 'mask-shows-too-much',
      message: `expected ${expected} of the URL; ${visible.elsewhere ? 'more of it is' : lastOf(visible.tail, ' of its path')} visible`,
      expected,
      actual: shown,
    },
  ]
}

/** Characters that servers may drop from a text, or refuse. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u

function checkLength(secret: Shown): readonly Omit<Problem, 'at'>[] {
  if (!isComparable(secret) || CONTROL.test(secret.sent)) return []
  const { shown, sent } = secret
  if (shown.length === sent.length || lengthOf(shown) === lengthOf(sent)) return []
  return [
    {
      signature: 'mask-of-other-length',
      message: `expected a mask of ${lengthOf(sent)} characters, the length of the secret; the mask has ${lengthOf(shown)}`,
      expected: lengthOf(sent),
      actual: lengthOf(shown),
    },
  ]
}
