import { lengthOf, splitUrl } from './mask.ts'
import type { SecretLeak, SecretSearch, SentSecret } from './sent-secret.ts'
import { decodings, hexDecodings } from './decodings.ts'
import { createRunIndex, type Hit, type RunIndex } from './run-index.ts'
import { RUN, SURE_RUN } from './run-length.ts'

/** The secrets that were sent, searched for in everything that comes back and that we write. */
export interface Secrets extends SecretSearch {
  /** How many characters the longest of them has. */
  readonly longest: () => number
  /** Credentials may have words in common with any answer: they are looked for whole. */
  readonly addWhole: (secret: SentSecret) => void
  readonly add: (secret: SentSecret) => void
  /** The text with every run of a secret replaced. */
  readonly mask: (text: string) => string
  /** The same for what is written, where all that came from the target has been masked before: what stands there as it is. */
  readonly guard: (text: string) => string
}

const MASK = '<secret>'

/** How long a text may be, and how many of them are kept, to be known again. */
const REMEMBERED = 200
const MOST_REMEMBERED = 1000

function remember(clean: Set<string>, text: string): void {
  if (clean.size >= MOST_REMEMBERED) clean.clear()
  clean.add(text)
}

export function createSecrets(): Secrets {
  const index = createRunIndex()
  /** In the order in which they were last sent. */
  const known = new Set<string>()
  /** Those too short to have a run, credentials among them: only ever masked whole. */
  const short = new Set<string>()
  const whole: SentSecret[] = []
  /** Each of those in the forms in which it may stand in a text without being escaped. */
  const forms = new Set<string>()
  let longest = 0
  /** Texts, headers mostly, that came before and held nothing: a secret drawn later cannot stand in them. */
  const clean = new Set<string>()
  /** The same body is searched for secrets of each strength. */
  let last: { readonly text: string; readonly leaks: readonly SecretLeak[] } | undefined
  return {
    longest: () => longest,
    add(secret) {
      if (secret.value === '') return
      const isKnown = known.delete(secret.value)
      known.add(secret.value)
      if (isKnown) return
      longest = Math.max(longest, secret.value.length)
      last = undefined
      const hidden = hiddenPart(secret)
      if (hidden.length < RUN) short.add(secret.value)
      index.add(secret, { text: hidden, encoding: '' })
      for (const text of base64Cores(hidden)) index.add(secret, { text, encoding: ', in base64' })
    },
    addWhole(secret) {
      if (secret.value.length < RUN) short.add(secret.value)
      if (secret.value.length < RUN || whole.some(({ value }) => value === secret.value)) return
      longest = Math.max(longest, secret.value.length)
      whole.push(secret)
      for (const form of wholeForms(secret.value)) forms.add(form)
    },
    find(text) {
      if (clean.has(text)) return []
      if (last?.text === text) return last.leaks
      const { found, chance } = leaksIn(text, index, known)
      const leaks = [...found, ...wholeIn(text, whole)]
      if (leaks.length === 0 && !chance && text.length <= REMEMBERED) remember(clean, text)
      else last = { text, leaks }
      return leaks
    },
    mask(text) {
      const holds = (decoded: string): boolean => index.find(decoded).length > 0 || holdsAny(decoded, forms)
      return maskEach(maskShort(maskEncoded(maskEach(maskPlain(text, index), forms), holds), short), forms)
    },
    guard: (text) => maskEach(maskPlain(text, index), forms),
  }
}

/** What must not be seen of a secret: all but its tail, and for a URL what is neither scheme nor host. */
function hiddenPart({ value, redaction }: SentSecret): string {
  const hidden = redaction.rule === 'url' ? splitUrl(value).hidden : value
  const characters = Array.from(hidden)
  return characters.slice(0, Math.max(0, lengthOf(hidden) - redaction.tail)).join('')
}

/** How the text looks within any base64 that holds it: once for each place in a group of three bytes at which it may start. */
function base64Cores(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const cores = [0, 1, 2].map((skip) =>
    bytes.subarray(skip, skip + Math.floor((bytes.length - skip) / 3) * 3).toString('base64'),
  )
  const urlSafe = cores
    .filter((core) => /[+/]/.test(core))
    .map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))
  return [...cores, ...urlSafe]
}

/** In the text as it is, and decoded in each way that a server may encode it, but only where it looks encoded. */
function leaksIn(text: string, index: RunIndex, known: ReadonlySet<string>): Found {
  const leaks = new Map<string, SecretLeak>()
  let chance = false
  const note = (where: string, how: string): void => {
    for (const hit of index.find(where)) {
      const { secret, encoding, start, end } = hit
      if (leaks.has(secret.value)) continue
      if (isChance(where, hit, known)) chance = true
      else leaks.set(secret.value, { secret, length: end - start, encoding: how + encoding })
    }
  }
  note(text, '')
  for (const piece of piecesOf(text)) for (const { encoding, decoded } of decodings(piece)) note(decoded, encoding)
  return { found: [...leaks.values()], chance }
}

interface Found {
  readonly found: readonly SecretLeak[]
  /** Whether something else stood there that is taken for chance, and may be none once its secret is sent again. */
  readonly chance: boolean
}

/** Of how many secrets, those that were sent last, a few hexadecimal digits tell something. */
const RECENT = 32

/**
 * Ids and tokens of servers are hexadecimal like many keys. After some thousand keys any eight digits in some ten thousand answers are
 * found in one of them by chance, about once a run; in one of those that the group may hold now, hardly ever.
 */
function isChance(text: string, { secret, start, end }: Hit, known: ReadonlySet<string>): boolean {
  if (end - start >= SURE_RUN || !/^[0-9a-f]+$/i.test(text.slice(start, end))) return false
  return ![...known].slice(-RECENT).includes(secret.value)
}

/** Decoding takes many times the room of the text: a long one is taken in pieces, which overlap by more than a run may take. */
function* piecesOf(text: string): Iterable<string> {
  for (let start = 0; start === 0 || start + OVERLAP < text.length; start += PIECE - OVERLAP)
    yield text.slice(start, start + PIECE)
}

const PIECE = 100_000
const OVERLAP = 1_000

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

/** Quotes and brackets at the ends of a run are the text's structure as well as the secret's. */
function withoutMarks(text: string, { start, end }: Hit): { readonly start: number; readonly end: number } {
  const run = text.slice(start, end)
  const [before = ''] = /^["'`{}[\](),:;=&<>\\\s]*/.exec(run) ?? []
  const [after = ''] = /["'`{}[\](),:;=&<>\\\s]*$/.exec(run) ?? []
  return before === run ? { start, end } : { start: start + before.length, end: end - after.length }
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

function wholeIn(text: string, whole: readonly SentSecret[]): readonly SecretLeak[] {
  return whole
    .filter(({ value }) => text.includes(value))
    .map((secret) => ({ secret, length: lengthOf(secret.value), encoding: '' }))
}

/** As it is, within base64, and in hexadecimal digits. */
function wholeForms(value: string): readonly string[] {
  const hex = Buffer.from(value).toString('hex')
  return [value, ...base64Cores(value), hex, hex.toUpperCase()]
}

function holdsAny(text: string, forms: ReadonlySet<string>): boolean {
  for (const form of forms) if (text.includes(form)) return true
  return false
}

function maskEach(text: string, forms: ReadonlySet<string>): string {
  let masked = text
  for (const form of forms) masked = masked.replaceAll(form, MASK)
  return masked
}
