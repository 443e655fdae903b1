import type { Contract } from '../contract/contract.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import { shownSecrets } from '../judge/reading/shown-secrets.ts'
import { secretsIn } from '../send/secrets-in-request.ts'
import { isPlaceholder } from '../secrets/is-placeholder.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Recorded } from './recorded.ts'
import { requestOf } from './request-of.ts'

/** Names of headers and query parameters whose value is most likely a credential. */
const CREDENTIAL = /auth|cookie|api[-_]?key|token|secret|passw|session|signature/i

/**
 * Adds the secrets of a recorded exchange. Answers are judged by the secrets that its request sends. Credentials, and values that an
 * answer shows in the place of a secret, are masked and judge nothing. Called for all exchanges before the first is judged, because an
 * early answer may show what a later request sends.
 */
export function learnSecrets(recorded: Recorded, contract: Contract, secrets: Secrets): void {
  const found = requestOf(recorded, contract)
  const hide = (value: string): void => {
    if (value.length >= 4 && !isPlaceholder(value)) secrets.addWhole(value)
  }
  const { request, response } = recorded
  for (const [name, value] of [...request.headers, ...new URL(request.url).searchParams])
    if (CREDENTIAL.test(name)) for (const part of value.split(/[\s,;]+/)) if (part.length >= 8) hide(credentialIn(part))
  for (const [name, value] of response?.headers ?? [])
    if (/^set-cookie$/i.test(name)) hide(credentialIn(value.split(';')[0] ?? ''))
  if (found === undefined) return
  for (const secret of secretsIn({ sent: found.sent, outgoing: outgoingOf(recorded) }, new Map(), contract))
    if (!isPlaceholder(secret.value)) secrets.add(secret)
  if (response?.body === undefined) return
  const parsed = readResponse({ ...response, body: response.body }, found.sent, contract)
  // A recording may begin after they were sent.
  for (const value of shownSecrets({ contract, request: found.sent, response: parsed })) hide(value)
}

/** `a=b` and `"b"` hold the credential b. */
function credentialIn(part: string): string {
  return part.replace(/^[\w-]+=(?=.)/, '').replaceAll(/^"|"$/g, '')
}

function outgoingOf({ request }: Recorded): Parameters<typeof secretsIn>[0]['outgoing'] {
  const body = request.body === undefined ? {} : { body: new TextEncoder().encode(request.body) }
  return { method: request.method, path: '', headers: [], ...body }
}
