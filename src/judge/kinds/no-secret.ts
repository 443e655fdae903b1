import { variantOf } from '../../contract/keys.ts'
import type { Redaction } from '../../contract/contract.ts'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { membersIn } from '../reading/members.ts'
import type { Observation } from '../observation.ts'
import type { SecretLeak } from '../../secrets/sent-secret.ts'

/** No secret of this strength in the answer, except as a mask in its own property. */
export const noSecret: AssertionKind<Redaction['strength']> = {
  name: 'noSecret',
  schema: { enum: ['stated', 'presumed'] },
  applies: (expected, { secrets }) => secrets.knows(expected),
  check(expected, observation) {
    const { response, secrets } = observation
    const { headers, trailers = [], reason = '' } = response
    const inHeaders = [...headers, ...trailers].flatMap(([name, value]) =>
      problems(secrets.find(value), expected, `header:${name}`),
    )
    if (reason !== '') inHeaders.push(...problems(secrets.find(reason), expected, 'status'))
    if (secrets.find(response.text).length === 0) return inHeaders
    // Most answers hold no secret, so own properties are removed only now.
    // A parsed body lacks all but the last value of a repeated key, so its text is searched instead.
    const { json, text } = response
    const isPlain = json.ok && json.duplicates.length === 0
    const elsewhere = isPlain ? JSON.stringify(withoutOwnFields(json.value, observation)) : text
    return [...problems(secrets.find(elsewhere), expected, 'body#'), ...inHeaders]
  },
  explain: (expected) =>
    expected === 'stated'
      ? 'no sent secret anywhere in the answer'
      : 'no template or presumed key anywhere in the answer',
}

function problems(leaks: readonly SecretLeak[], strength: Redaction['strength'], at: string): readonly Problem[] {
  return leaks
    .filter(({ secret }) => secret.redaction.strength === strength)
    .map(({ secret, length, encoding }) => ({
      signature: signatureAt(at),
      message: `expected no part of the secret sent at ${secret.pointer}; the answer holds ${length} of its characters${encoding}`,
      at,
      expected: 'no part of a secret',
      actual: `${length} characters of ${secret.pointer}${encoding}`,
    }))
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
