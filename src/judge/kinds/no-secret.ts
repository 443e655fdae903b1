import { variantOf } from '../../contract/keys.ts'
import type { Redaction } from '../../contract/contract.ts'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { membersIn } from '../reading/members.ts'
import { perObservation } from '../reading/per-observation.ts'
import type { Observation } from '../observation.ts'
import type { SecretLeak } from '../../secrets/sent-secret.ts'

/** No secret of this strength in the answer, except as a mask in its own property. */
export const noSecret: AssertionKind<Redaction['strength']> = {
  name: 'noSecret',
  schema: { enum: ['stated', 'presumed'] },
  applies: (expected, { secrets }) => secrets.knows(expected),
  check: (expected, observation) =>
    leaksIn(observation)
      .filter(({ leak }) => leak.secret.redaction.strength === expected)
      .map(problem),
  explain: (expected) =>
    expected === 'stated'
      ? 'no sent secret anywhere in the answer'
      : 'no template or presumed key anywhere in the answer',
}

/** A leak, and the place: `body#`, the name of a header, or `status` for the reason phrase. */
interface Placed {
  readonly leak: SecretLeak
  readonly at: string
}

/** The leaks of all strengths. */
const leaksIn = perObservation((observation): readonly Placed[] => {
  const { response, secrets } = observation
  const { headers, trailers = [], reason = '' } = response
  const leaks: Placed[] = []
  if (secrets.find(response.text).length > 0)
    for (const leak of secrets.find(textOfOthers(observation))) leaks.push({ leak, at: 'body#' })
  for (const [name, value] of [...headers, ...trailers])
    for (const leak of secrets.find(value)) leaks.push({ leak, at: `header:${name}` })
  if (reason !== '') for (const leak of secrets.find(reason)) leaks.push({ leak, at: 'status' })
  return leaks
})

/**
 * The text of the answer without secrets in their own properties. Most answers hold no secret, so only few need this text. A parsed body
 * lacks all but the last value of a repeated key, so its text is searched instead.
 */
function textOfOthers(observation: Observation): string {
  const { json, text } = observation.response
  const isPlain = json.ok && json.duplicates.length === 0
  return isPlain ? JSON.stringify(withoutOwnFields(json.value, observation)) : text
}

function problem({ leak: { secret, length, encoding }, at }: Placed): Problem {
  return {
    signature: signatureAt(at),
    message: `expected no part of the secret sent at ${secret.pointer}; the answer holds ${length} of its characters${encoding}`,
    at,
    expected: 'no part of a secret',
    actual: `${length} characters of ${secret.pointer}${encoding}`,
  }
}

function signatureAt(at: string): string {
  if (at === 'status') return 'secret-in-reason'
  return at.startsWith('header:') ? 'secret-in-header' : 'secret-in-body'
}

/** The body without properties that hold the last sent secret: the kind `redacted` judges those. Older secrets are searched everywhere. */
function withoutOwnFields(body: unknown, observation: Observation): unknown {
  let rest = body
  for (const { key, pointer } of membersIn(observation)) {
    for (const property of Object.keys(variantOf(observation.contract, key ?? '')?.redactions ?? {})) {
      const sent = valueAt(observation.known.members.get(key ?? '')?.values, property)
      const judged = typeof sent === 'string' && observation.secrets.find(sent).length > 0
      if (judged && valueAt(rest, pointer + property) !== undefined) rest = withValueAt(rest, pointer + property, '')
    }
  }
  return rest
}
