import { variantOf } from '../../contract/keys.ts'
import type { Redaction } from '../../contract/contract.ts'
import { formatPointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { membersIn } from '../reading/members.ts'
import { isOwn } from '../reading/own-secrets.ts'
import { perObservation } from '../reading/per-observation.ts'
import type { Observation } from '../observation.ts'
import type { SecretLeak, SecretSearch } from '../../secrets/sent-secret.ts'

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
  /** The place in words, where `at` does not tell it. */
  readonly place?: string
}

/** The leaks of all strengths. */
const leaksIn = perObservation((observation): readonly Placed[] => {
  const { response, secrets } = observation
  const { headers, trailers = [], reason = '' } = response
  const leaks: Placed[] = []
  if (secrets.find(response.text).length > 0) {
    const others = bodyOfOthers(observation)
    for (const leak of secrets.find(others === undefined ? response.text : JSON.stringify(others)))
      leaks.push({ leak, at: 'body#', place: placeInBody(leak, { body: others, secrets }) })
  }
  for (const [name, value] of [...headers, ...trailers])
    for (const leak of secrets.find(value)) leaks.push({ leak, at: `header:${name}`, place: ` in the header ${name}` })
  if (reason !== '') for (const leak of secrets.find(reason)) leaks.push({ leak, at: 'status' })
  return leaks
})

/**
 * The body without secrets in their own properties. Most answers hold no secret, so only few need this body. A parsed body lacks all but
 * the last value of a repeated key. So the text of such an answer is searched instead.
 */
function bodyOfOthers(observation: Observation): unknown {
  const { json } = observation.response
  return json.ok && json.duplicates.length === 0 ? withoutOwnFields(json.value, observation) : undefined
}

function problem({ leak: { secret, length, encoding }, at, place = '' }: Placed): Problem {
  const of = secret.key === undefined ? '' : ` of ${secret.key}`
  // A member where none is expected may show its secret in the very property.
  const wanted = place.endsWith(secret.pointer) ? 'a mask' : 'no part'
  return {
    signature: signatureAt(at),
    message: `expected ${wanted} of the secret sent at ${secret.pointer}${of}; the answer holds ${length} of its characters${encoding}${place}`,
    at,
    expected: `${wanted} of the secret`,
    actual: `${length} of its characters${encoding}`,
  }
}

/** The pointer of the first text with the secret. A secret in the name of a property is placed in its object. */
function placeInBody(
  { secret }: SecretLeak,
  { body, secrets }: { readonly body: unknown; readonly secrets: SecretSearch },
): string {
  const found = findPlace(body, (text) => secrets.find(text).some((leak) => leak.secret === secret))
  if (found === undefined) return ''
  return found.length === 0 ? ' in the whole body' : ` at ${formatPointer(found)}`
}

/** The tokens that lead to the first text that holds the secret; undefined if no text does. */
function findPlace(value: unknown, holds: (text: string) => boolean): readonly string[] | undefined {
  if (typeof value === 'string') return holds(value) ? [] : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, part] of Object.entries(value)) {
    if (holds(name)) return []
    const found = findPlace(part, holds)
    if (found !== undefined) return [name, ...found]
  }
  return undefined
}

function signatureAt(at: string): string {
  if (at === 'status') return 'secret-in-reason'
  return at.startsWith('header:') ? 'secret-in-header' : 'secret-in-body'
}

/** The body without properties that hold the last sent secret, or others of their own: the kind `redacted` judges those. */
function withoutOwnFields(body: unknown, observation: Observation): unknown {
  const { contract, known, secrets } = observation
  let rest = body
  for (const { key = '', pointer } of membersIn(observation)) {
    for (const property of Object.keys(variantOf(contract, key)?.redactions ?? {})) {
      const shown = valueAt(rest, pointer + property)
      const sent = valueAt(known.members.get(key)?.values, property)
      const isJudged = typeof sent === 'string' && secrets.find(sent).length > 0
      const isOfPlace = typeof shown === 'string' && isOwn(shown, { key, property, secrets })
      if (shown !== undefined && (isJudged || isOfPlace)) rest = withValueAt(rest, pointer + property, '')
    }
  }
  return rest
}
