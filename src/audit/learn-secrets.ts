import { variantOf } from '../contract/keys.ts'
import type { Contract } from '../contract/contract.ts'
import { membersIn } from '../judge/reading/members.ts'
import { readResponse } from '../judge/reading/read-response.ts'
import { valueAt } from '../json/pointer.ts'
import { secretsIn } from '../send/secrets-in-request.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Recorded } from './recorded.ts'
import { requestOf, type RequestOf } from './request-of.ts'

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
  for (const value of shownSecrets(recorded, found, contract)) hide(value)
}

/** `a=b` and `"b"` hold the credential b. */
function credentialIn(part: string): string {
  return part.replace(/^[\w-]+=(?=.)/, '').replaceAll(/^"|"$/g, '')
}

function outgoingOf({ request }: Recorded): Parameters<typeof secretsIn>[0]['outgoing'] {
  const body = request.body === undefined ? {} : { body: new TextEncoder().encode(request.body) }
  return { method: request.method, path: '', headers: [], ...body }
}

/** Values in the places of secrets that are no masks: a recording may begin after they were sent. */
function shownSecrets({ response }: Recorded, { sent }: RequestOf, contract: Contract): readonly string[] {
  if (response?.body === undefined) return []
  const parsed = readResponse({ ...response, body: response.body }, sent, contract)
  return membersIn({ contract, request: sent, response: parsed }).flatMap(({ value, key }) =>
    Object.keys(variantOf(contract, key ?? '')?.redactions ?? {})
      .map((pointer) => valueAt(value, pointer))
      .filter((shown): shown is string => typeof shown === 'string'),
  )
}

/**
 * True for a text that stands in place of a secret: a mask of a server that a client sends back, or the word of a recorder that hides
 * secrets. An answer that shows such a word again shows no secret.
 */
export function isPlaceholder(value: string): boolean {
  return /\*{3}|•{3}|x{4}|^<.*>$|^\[.*\]$|^\$\{.*\}$|redact|masked|hidden|removed|filtered|placeholder|omitted/i.test(
    value,
  )
}
