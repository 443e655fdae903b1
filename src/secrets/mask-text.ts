import { decodings, hexDecodings } from './decodings.ts'
import type { Hit, RunIndex } from './run-index.ts'

/** The text that stands in place of a secret. */
export const MASK = '<secret>'

/** Replaces secrets in texts. */
export interface Masks {
  /** The text with every run of a secret replaced, in every known encoding. */
  readonly mask: (text: string) => string
  /** The text with unencoded secrets replaced. Serves for output whose parts from the target are masked already. */
  readonly guard: (text: string) => string
}

/** Masks of the secrets of an index, of short secrets and of the forms of whole secrets. */
export function createMasks(index: RunIndex, short: ReadonlySet<string>, forms: ReadonlySet<string>): Masks {
  return {
    mask(text) {
      const holds = (decoded: string): boolean => index.find(decoded).length > 0 || holdsAny(decoded, forms)
      return maskEach(maskShort(maskEncoded(maskEach(maskPlain(maskProofs(text), index), forms), holds), short), forms)
    },
    guard: (text) => maskEach(maskPlain(text, index), forms),
  }
}

function maskPlain(text: string, index: RunIndex): string {
  let masked = ''
  let from = 0
  for (const hit of index.find(text)) {
    const { start, end } = withoutMarks(text, hit)
    masked += text.slice(from, start) + MASK
    from = end
  }
  return masked + text.slice(from)
}

/**
 * The hit without quotes and brackets at both ends, which may be structure of the text. A scheme in capitals is told: it is no secret, and may
 * be what a server fails at.
 */
function withoutMarks(text: string, { start, end }: Hit): { readonly start: number; readonly end: number } {
  const run = text.slice(start, end)
  const [before = ''] = /^["'`{}[\](),:;=&<>\\\s]*/.exec(run) ?? []
  const [after = ''] = /["'`{}[\](),:;=&<>\\\s]*$/.exec(run) ?? []
  if (before === run) return { start, end }
  const [scheme = ''] = /^https?:\/\//i.exec(run.slice(before.length)) ?? []
  const told = scheme === scheme.toLowerCase() ? '' : scheme
  return { start: start + before.length + told.length, end: end - after.length }
}

function maskEncoded(text: string, holds: (decoded: string) => boolean): string {
  return text.replaceAll(/(?:&#?\w{1,10};|[^\s"',;])+/g, (token) =>
    [...decodings(token).map(({ decoded }) => decoded), ...hexDecodings(token)].some(holds) ? MASK : token,
  )
}

function maskShort(text: string, short: ReadonlySet<string>): string {
  let masked = text
  for (const secret of short) if (secret.length >= 4) masked = masked.replaceAll(secret, MASK)
  return masked
}

/** Replaces the proof of a digest header: it holds for no other request, and still tells something of the password. */
function maskProofs(text: string): string {
  return text.includes('response=') ? text.replaceAll(PROOF, `$1${MASK}`) : text
}

const PROOF = /(\bresponse=(?:\\*"|&quot;|&#34;)?)[0-9a-f]{32,128}/gi

function holdsAny(text: string, forms: ReadonlySet<string>): boolean {
  for (const form of forms) if (text.includes(form)) return true
  return false
}

function maskEach(text: string, forms: ReadonlySet<string>): string {
  let masked = text
  for (const form of forms) masked = masked.replaceAll(form, MASK)
  return masked
}
