import { isObject } from '../../../json/pointer.ts'
import type { RawResponse } from '../../raw-response.ts'
import type { Reply } from '../../target.ts'
import type { Unauthenticated } from '../authenticator.ts'

/** An access token. Times are milliseconds of the authenticator's clock. */
export interface Token {
  readonly text: string
  readonly expiresAt: number
  /** The time from which a new token is fetched. If that fails, this token is used until it expires. */
  renewAt: number
  /** True if the target has answered a request with this token by another status than 401. */
  accepted: boolean
  /** The requests with this token that have no answer yet. */
  readonly underWay: Set<Promise<Reply>>
}

/** The result of a token request. A `final` refusal would be the same for each further request. */
export type TokenAnswer =
  | { readonly token: Token }
  | { readonly token: undefined; readonly instead: Reply | Unauthenticated; readonly final: boolean }

export interface Asked {
  readonly path: string
  /** The time of the request in milliseconds. The validity of the token starts then at the latest. */
  readonly at: number
  /** Secrets that no sentence may show. */
  readonly secrets: readonly string[]
}

/**
 * Reads an answer of the token endpoint (RFC 6749, sections 5.1 and 5.2). A 429, or a 503 with Retry-After, becomes the answer to the
 * request that needed the token. That request is then repeated after the wait.
 */
export function readToken(reply: Reply, asked: Asked): TokenAnswer {
  if (!reply.answered) return { token: undefined, instead: { ...reply, reason: noToken(reply.reason) }, final: false }
  const { status, headers, body } = reply.response
  const asksToWait = status === 503 && headers.some(([name]) => name.toLowerCase() === 'retry-after')
  if (status === 429 || asksToWait) return { token: undefined, instead: reply, final: false }
  const said = parse(body)
  if (status !== 200) {
    const final = status >= 400 && status < 500 && status !== 408
    return refused(`${asked.path} answered ${status}${oauthError(said, asked.secrets)}`, final)
  }
  const token = tokenIn(said, asked.at)
  return typeof token === 'string' ? refused(`${asked.path} answered 200, but ${token}`, false) : { token }
}

function refused(sentence: string, final: boolean): TokenAnswer {
  return {
    token: undefined,
    instead: { answered: false, failure: 'unauthenticated', reason: noToken(sentence) },
    final,
  }
}

function noToken(sentence: string): string {
  return `no access token could be had: ${sentence}`
}

/** The maximum length of a token answer. Real answers have a few hundred bytes. */
const LONGEST = 65_536

function parse(body: RawResponse['body']): Readonly<Record<string, unknown>> {
  if (body.length > LONGEST) return {}
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function tokenIn(said: Readonly<Record<string, unknown>>, askedAt: number): Token | string {
  const { access_token: text, token_type: type, expires_in: seconds } = said
  // Other characters are not allowed in a header.
  if (typeof text !== 'string' || !/^[!-~]{1,16384}$/.test(text)) return 'without an access_token that could be sent'
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return 'with a token_type other than Bearer'
  const lifetime = Number(seconds) > 0 ? Number(seconds) * 1000 : seconds === undefined ? Infinity : 0
  const margin = Math.min(lifetime / 10, LARGEST_MARGIN)
  return {
    text,
    expiresAt: askedAt + lifetime,
    renewAt: askedAt + lifetime - margin,
    accepted: false,
    underWay: new Set(),
  }
}

/** A margin in milliseconds for slow requests. */
const LARGEST_MARGIN = 30_000

/** The error code and its description, if the RFC allows them and they show no part of a secret. */
function oauthError(
  { error, error_description: description }: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): string {
  const [code, text] = [error, description].map((one) =>
    typeof one === 'string' && /^[ !#-[\]-~]{1,200}$/.test(one) && !showsAny(one, secrets) ? one : undefined,
  )
  if (code === undefined) return ''
  return text === undefined ? `, ${code}` : `, ${code}: ${text}`
}

/** True if the text has six consecutive characters of a secret, or the whole of a shorter secret. */
function showsAny(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => {
    const run = Math.min(6, secret.length)
    for (let at = 0; at + run <= secret.length; at += 1) if (text.includes(secret.slice(at, at + run))) return true
    return false
  })
}
