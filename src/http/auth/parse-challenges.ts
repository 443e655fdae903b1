import type { RawResponse } from '../raw-response.ts'
import { type AuthParameters, readParameter, splitItems } from './auth-parameters.ts'

/** A challenge of a server: one of the schemes that it offers (RFC 9110, section 11.3). */
export interface Challenge {
  /** The scheme, in lower case. */
  readonly scheme: string
  readonly token68?: string
  readonly parameters: AuthParameters
}

/** The challenges of all WWW-Authenticate headers of an answer, in their order. */
export function challengesOf({ headers }: Pick<RawResponse, 'headers'>): readonly Challenge[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'www-authenticate')
    .slice(0, MOST_HEADERS)
    .flatMap(([, value]) => parseChallenges(value))
}

const MOST_HEADERS = 32

/**
 * The challenges of one header, with any scheme. A challenge with an unreadable part or a repeated parameter is left out, because
 * its meaning is ambiguous.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const found: Draft[] = []
  for (const item of splitItems(header)) {
    const begun = readParameter(item) === undefined ? begin(item) : undefined
    if (begun === undefined) add(found.at(-1), item)
    else found.push(begun)
  }
  return found
    .filter(({ readable }) => readable)
    .map(({ scheme, token68, parameters }) => ({ scheme, ...(token68 === undefined ? {} : { token68 }), parameters }))
}

interface Draft {
  readonly scheme: string
  readonly token68: string | undefined
  readonly parameters: Map<string, string>
  readable: boolean
}

/** A scheme, alone or with its first parameter; undefined for a text that does not begin a challenge. */
function begin(item: string): Draft | undefined {
  const [, scheme, rest] = /^([\w!#$%&'*+.^`|~-]+)(?: +(?!=)(.*))?$/s.exec(item) ?? []
  if (scheme === undefined) return undefined
  const token68 = rest !== undefined && /^[\w.~+/-]+=*$/.test(rest) ? rest : undefined
  const draft: Draft = { scheme: scheme.toLowerCase(), token68, parameters: new Map(), readable: true }
  if (rest !== undefined && token68 === undefined) add(draft, rest)
  return draft
}

function add(draft: Draft | undefined, item: string): void {
  if (draft === undefined) return
  const { name, value } = readParameter(item) ?? {}
  if (name === undefined || value === undefined || draft.token68 !== undefined || draft.parameters.has(name)) {
    draft.readable = false
  } else draft.parameters.set(name, value)
}
