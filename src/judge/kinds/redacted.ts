import type { Redaction } from '../../contract/contract.ts'
import { valueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { type Member, membersIn } from '../reading/members.ts'
import type { Observation } from '../observation.ts'
import { lengthOf, tailShown, urlShown } from '../../secrets/mask.ts'

/** The rules of redaction that the contract states on its properties: which of them to hold the answer to. */
export type RedactedExpectation = 'tail' | 'url' | 'never' | 'length' | 'presumed'

/** Each property that holds a secret comes back masked, judged against the secret that was sent. */
export const redacted: AssertionKind<RedactedExpectation> = {
  name: 'redacted',
  schema: { enum: ['tail', 'url', 'never', 'length', 'presumed'] },
  check: (expected, seen) =>
    membersIn(seen).flatMap((member) =>
      secretsOf(member, seen).flatMap((secret) =>
        CHECKS[expected](secret).map((problem) => ({ ...problem, at: secret.at })),
      ),
    ),
  explain: (expected) => EXPLAINED[expected],
}

interface Shown {
  readonly redaction: Redaction
  /** What came back. */
  readonly shown: unknown
  /** What was sent, where the run knows it. */
  readonly sent: string | undefined
  readonly at: string
}

type Check = (secret: Shown) => readonly Omit<Problem, 'at'>[]

const CHECKS: Readonly<Record<RedactedExpectation, Check>> = {
  tail: (secret) =>
    secret.redaction.strength === 'stated' && secret.redaction.rule === 'tail' ? checkTail(secret) : [],
  url: (secret) => (secret.redaction.rule === 'url' ? checkUrl(secret) : []),
  never: ({ redaction, shown }) =>
    redaction.rule !== 'never' || shown === undefined || shown === null
      ? []
      : [
          {
            signature: 'secret-returned',
            message: 'expected nothing: it is never returned',
            expected: 'nothing',
            actual: shown,
          },
        ],
  length: (secret) =>
    secret.redaction.rule === 'tail' && secret.redaction.strength === 'stated' ? checkLength(secret) : [],
  presumed: (secret) => (secret.redaction.strength === 'presumed' ? checkTail(secret) : []),
}

const EXPLAINED: Readonly<Record<RedactedExpectation, string>> = {
  tail: 'each key masked but for its last characters',
  url: 'each URL masked but for its origin and last characters',
  never: 'nothing of what is never returned',
  length: 'masks as long as the secret',
  presumed: 'what is presumably a secret masked too',
}

/** The properties that hold secrets, with what was sent in them where this member's values are known. */
function secretsOf({ value, key, pointer }: Member, { contract, known }: Observation): readonly Shown[] {
  const redactions = contract.resource.variants[key ?? '']?.redactions ?? {}
  const member = known.doubtful.has(key ?? '') ? undefined : known.members.get(key ?? '')
  return Object.entries(redactions).map(([property, redaction]) => {
    const sent = valueAt(member?.values, property)
    return {
      redaction,
      shown: valueAt(value, property),
      sent: typeof sent === 'string' ? sent : undefined,
      at: `body#${pointer}${property}`,
    }
  })
}

function checkTail({ redaction, shown, sent }: Shown): readonly Omit<Problem, 'at'>[] {
  if (typeof shown !== 'string' || sent === undefined || sent === '') return []
  const seen = tailShown(shown, sent)
  const most = Math.min(redaction.tail, lengthOf(sent) - 1)
  if (!seen.elsewhere && seen.tail <= most) return []
  return [
    {
      signature: 'mask-shows-too-much',
      message: seen.elsewhere
        ? 'expected a mask; characters of the secret stand before its tail'
        : `expected at most ${most} characters of the secret; the last ${seen.tail} can be seen`,
      expected: `a mask that shows at most the last ${most} characters`,
      actual: shown,
    },
  ]
}

function checkUrl({ redaction, shown, sent }: Shown): readonly Omit<Problem, 'at'>[] {
  if (typeof shown !== 'string' || sent === undefined || sent === '') return []
  const seen = urlShown(shown, sent)
  if (!seen.elsewhere && seen.tail <= redaction.tail) return []
  return [
    {
      signature: 'mask-shows-too-much',
      message: seen.elsewhere
        ? 'expected a masked URL; more than its origin and its tail can be seen'
        : `expected at most ${redaction.tail} characters of the URL's path; the last ${seen.tail} can be seen`,
      expected: 'origin, "/****" and at most the last 4 characters',
      actual: shown,
    },
  ]
}

/** What servers may drop from a text, or refuse. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u

function checkLength({ shown, sent }: Shown): readonly Omit<Problem, 'at'>[] {
  if (typeof shown !== 'string' || sent === undefined || sent === '' || CONTROL.test(sent)) return []
  if (shown.length === sent.length || lengthOf(shown) === lengthOf(sent)) return []
  return [
    {
      signature: 'mask-of-other-length',
      message: `expected a mask as long as the secret, ${lengthOf(sent)}; it is ${lengthOf(shown)} long`,
      expected: lengthOf(sent),
      actual: lengthOf(shown),
    },
  ]
}
