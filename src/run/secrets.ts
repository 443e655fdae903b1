import type { SecretLeak, SecretSearch, SentSecret } from '../judge/observation.ts'
import { lengthOf, originOf } from '../judge/mask.ts'

/** How long a run of a secret must be to be one: section "redaction, anywhere else" of the decisions. */
const RUN = 8
/** Within a longer token a short run may be chance: ids are hexadecimal like many keys. */
const RUN_WITHIN_TOKEN = 12

/** The secrets that were sent, searched for in everything that comes back and that we write. */
export interface Secrets extends SecretSearch {
  readonly add: (secret: SentSecret) => void
  /** The text with every run of a secret replaced. */
  readonly mask: (text: string) => string
  /** The same for what is written, where all that came from the target has been masked before: what stands there as it is. */
  readonly guard: (text: string) => string
}

interface Hit {
  readonly secret: SentSecret
  readonly start: number
  readonly end: number
}

/** Keeps secrets by the hashes of their runs, so that a search costs one step a character however many there are. */
export function createSecrets(): Secrets {
  const runs = new Map<number, SentSecret[]>()
  const known = new Set<string>()
  /** Those too short to have a run: only ever masked whole. */
  const short = new Set<string>()
  const hitsIn = (text: string): readonly Hit[] => findRuns(text, runs)
  return {
    add(secret) {
      if (known.has(secret.value) || secret.value === '') return
      known.add(secret.value)
      const hidden = hiddenPart(secret)
      if (secret.value.length < RUN) short.add(secret.value)
      for (let start = 0; start + RUN <= hidden.length; start += 1) {
        const run = hidden.slice(start, start + RUN)
        if (new Set(run).size < 3) continue
        const hash = hashOf(run, 0)
        const others = runs.get(hash)
        if (others === undefined) runs.set(hash, [secret])
        else if (!others.includes(secret)) others.push(secret)
      }
    },
    find: (text) => (runs.size === 0 ? [] : leaksIn(text, hitsIn)),
    mask: (text) => maskShort(maskEncoded(maskPlain(text, hitsIn), hitsIn), short),
    guard: (text) => (runs.size === 0 ? text : maskPlain(text, hitsIn)),
  }
}

/** What must not be seen of a secret: all but its tail, and for a URL what follows its origin. */
function hiddenPart({ value, redaction }: SentSecret): string {
  const origin = redaction.rule === 'url' ? originOf(value) : undefined
  const end =
    redaction.tail === 0
      ? value.length
      : Array.from(value)
          .slice(0, lengthOf(value) - redaction.tail)
          .join('').length
  return value.slice(origin === undefined ? 0 : origin.length + 1, end)
}

/** A polynomial hash below 2^30, so that it stays a small integer. */
function hashOf(text: string, start: number): number {
  let hash = 0
  for (let index = start; index < start + RUN; index += 1)
    hash = (Math.imul(hash, 0x01000193) ^ text.charCodeAt(index)) & 0x3fffffff
  return hash
}

function findRuns(text: string, runs: ReadonlyMap<number, readonly SentSecret[]>): readonly Hit[] {
  const hits: Hit[] = []
  for (let start = 0; start + RUN <= text.length; start += 1) {
    const candidates = runs.get(hashOf(text, start))
    if (candidates === undefined) continue
    const run = text.slice(start, start + RUN)
    const secret = candidates.find((candidate) => hiddenPart(candidate).includes(run))
    if (secret === undefined) continue
    const end = extend(text, start, secret)
    if (isTelling(text, start, end)) hits.push({ secret, start, end })
    start = end - 1
  }
  return hits
}

/** Where the run that starts here ends. */
function extend(text: string, start: number, { value }: SentSecret): number {
  let end = start + RUN
  while (end < text.length && value.includes(text.slice(start, end + 1))) end += 1
  return end
}

function isTelling(text: string, start: number, end: number): boolean {
  if (end - start >= RUN_WITHIN_TOKEN) return true
  const before = text[start - 1] ?? ''
  const after = text[end] ?? ''
  return !(/[0-9a-z]/i.test(before) || /[0-9a-z]/i.test(after))
}

/** The text as it is, and decoded in each way that a server may encode it, but only where it looks encoded. */
function leaksIn(text: string, hitsIn: HitsIn): readonly SecretLeak[] {
  const forms: (readonly [encoding: string, text: string])[] = [['', text]]
  if (text.includes('%')) forms.push([', percent-encoded', decodePercent(text)])
  if (text.includes('&')) forms.push([', HTML-escaped', decodeHtml(text)])
  if (text.includes('\\')) forms.push([', JSON-escaped', decodeJson(text)])
  for (const token of base64Tokens(text)) forms.push([', in base64', token.decoded])
  const leaks = new Map<string, SecretLeak>()
  for (const [encoding, decoded] of forms) {
    for (const { secret, start, end } of hitsIn(decoded)) {
      if (!leaks.has(secret.value)) leaks.set(secret.value, { secret, length: end - start, encoding })
    }
  }
  return [...leaks.values()]
}

function decodePercent(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function decodeJson(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})|\\(.)/gi, (_, hex: string | undefined, plain: string | undefined) =>
    hex === undefined ? (plain ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeHtml(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi,
    (whole, ...[hex, decimal, name]: (string | undefined)[]) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
    },
  )
}

interface Base64Token {
  readonly token: string
  readonly decoded: string
}

/** What stands in base64 in the text, from each of the four places where a group may start. */
function base64Tokens(text: string): readonly Base64Token[] {
  const tokens = text.match(/[A-Za-z0-9+/_-]{12,}/g) ?? []
  return tokens.flatMap((token) =>
    [0, 1, 2, 3].map((skip) => ({ token, decoded: Buffer.from(token.slice(skip), 'base64').toString('latin1') })),
  )
}

const MASK = '<secret>'

type HitsIn = (text: string) => readonly Hit[]

function maskPlain(text: string, hitsIn: HitsIn): string {
  let masked = ''
  let from = 0
  for (const { start, end } of hitsIn(text)) {
    masked += text.slice(from, start) + MASK
    from = end
  }
  return masked + text.slice(from)
}

function maskEncoded(text: string, hitsIn: HitsIn): string {
  let masked = text
  for (const { token, decoded } of base64Tokens(masked)) {
    if (hitsIn(decoded).length > 0) masked = masked.replaceAll(token, MASK)
  }
  return masked.replaceAll(/[^\s"',;]*(?:%[0-9a-f]{2}|&#?\w+;|\\u[0-9a-f]{4})[^\s"',;]*/gi, (token) =>
    [decodePercent, decodeHtml, decodeJson].some((decode) => hitsIn(decode(token)).length > 0) ? MASK : token,
  )
}

function maskShort(text: string, short: ReadonlySet<string>): string {
  let masked = text
  for (const secret of short) if (secret.length >= 4) masked = masked.replaceAll(secret, MASK)
  return masked
}
