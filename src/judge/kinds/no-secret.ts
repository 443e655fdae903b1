import type { Redaction } from '../../contract/contract.ts'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { membersIn } from '../reading/members.ts'
import type { Observation } from '../observation.ts'
import type { SecretLeak } from '../../secrets/sent-secret.ts'

/** Secrets of this strength stand nowhere in an answer but, masked, in their own property. */
export const noSecret: AssertionKind<Redaction['strength']> = {
  name: 'noSecret',
  schema: { enum: ['stated', 'presumed'] },
  check(expected, seen) {
    const { response, secrets } = seen
    const inHeaders = response.headers.flatMap(([name, value]) =>
      problems(secrets.find(value), expected, `header:${name}`),
    )
    if (secrets.find(response.text).length === 0) return inHeaders
    // Only now is it worth taking away the properties in which masks are judged by themselves.
    // Of a name that stands twice only the last value would be left.
    const { json, text } = response
    const isPlain = json.ok && json.duplicates.length === 0
    const elsewhere = isPlain ? JSON.stringify(withoutOwnFields(json.value, seen)) : text
    return [...problems(secrets.find(elsewhere), expected, 'body#'), ...inHeaders]
  },
  explain: (expected) =>
    expected === 'stated'
      ? 'no secret that was sent anywhere in the answer'
      : 'no template or presumed key anywhere in the answer',
}

function problems(leaks: readonly SecretLeak[], strength: Redaction['strength'], at: string): readonly Problem[] {
  return leaks
    .filter(({ secret }) => secret.redaction.strength === strength)
    .map(({ secret, length, encoding }) => ({
      signature: at.startsWith('header:') ? 'secret-in-header' : 'secret-in-body',
      message: `expected nothing of the secret sent as ${secret.pointer}; ${length} characters of it stand in the answer${encoding}`,
      at,
      expected: 'no part of a secret',
      actual: `${length} characters of ${secret.pointer}${encoding}`,
    }))
}

/** Without the properties whose masks are judged against what was last sent in them; any older secret must not stand there either. */
function withoutOwnFields(body: unknown, seen: Observation): unknown {
  let rest = body
  for (const { key, pointer } of membersIn(seen)) {
    for (const property of Object.keys(seen.contract.resource.variants[key ?? '']?.redactions ?? {})) {
      const sent = valueAt(seen.known.members.get(key ?? '')?.values, property)
      const judged = typeof sent === 'string' && seen.secrets.find(sent).length > 0
      if (judged && valueAt(rest, pointer + property) !== undefined) rest = withValueAt(rest, pointer + property, '')
    }
  }
  return rest
}
