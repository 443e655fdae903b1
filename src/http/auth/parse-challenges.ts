import type { RawResponse } from '../raw-response.ts'
import { type AuthParameters, readParameter, splitItems } from './auth-parameters.ts'

/** What a server asks for, in one of the ways that it offers (RFC 9110, section 11.3). */
export interface Challenge {
  /** In lower case. */
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
 * The challenges of one header, whatever their schemes. One with a part that cannot be read, or with a parameter that stands
 * there twice, is left out: which of its meanings was meant is not for us to guess.
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

/** A scheme, alone or with the first of what belongs to it; undefined for what begins no challenge. */
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
