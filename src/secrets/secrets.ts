import { splitUrl } from './mask.ts'
import type { SecretLeak, SecretSearch, SentSecret } from './sent-secret.ts'
import { decodings, hexDecodings } from './decodings.ts'
import { createRunIndex, type Form, type Hit, type RunIndex } from './run-index.ts'
import { RUN, SURE_RUN } from './run-length.ts'

/** The secrets that were sent. All responses and all output are searched for these. */
export interface Secrets extends SecretSearch {
  /** The length of the longest secret, in UTF-16 units. */
  readonly longest: () => number
  /** True if any secret sent so far ends with this text. */
  readonly endsAny: (tail: string) => boolean
  /**
   * Adds a secret of the run's own, such as a password of the configuration. It is masked as a whole, and no answer is judged by it: the
   * contract says nothing of credentials, and a short one may be a word of any answer.
   */
  readonly addWhole: (secret: SentSecret) => void
  /** Adds a secret whose runs are searched for. */
  readonly add: (secret: SentSecret) => void
  /** The text with every run of a secret replaced, in every known encoding. */
  readonly mask: (text: string) => string
  /** The text with unencoded secrets replaced. Serves for output whose parts from the target are masked already. */
  readonly guard: (text: string) => string
}

export const MASK = '<secret>'

/** The length of a text whose result is remembered, and the number of remembered texts. */
const REMEMBERED = 200
const MOST_REMEMBERED = 1000

function remember(clean: Set<string>, text: string): void {
  if (clean.size >= MOST_REMEMBERED) clean.clear()
  clean.add(text)
}

/** The most secrets that are searched for, as a count: each takes about 2 kB. The oldest secret gives way. */
const MOST_KNOWN = 10_000

/** An empty set of secrets. */
export function createSecrets(): Secrets {
  const index = createRunIndex()
  /** The secrets by value, the last sent at the end. */
  const known = new Map<string, SentSecret>()
  /** The secrets shorter than a run, credentials among these: masked only as a whole. */
  const short = new Set<string>()
  const whole: SentSecret[] = []
  /** The forms of each whole secret that a text may contain without escapes. */
  const forms = new Set<string>()
  const strengths = new Set<SentSecret['redaction']['strength']>()
  let longest = 0
  /** Searched texts, mostly headers, without a secret. A secret that is drawn later cannot stand in these. */
  const clean = new Set<string>()
  /** The last result: the same body is searched for secrets of each strength. */
  let last: { readonly text: string; readonly leaks: readonly SecretLeak[] } | undefined
  return {
    longest: () => longest,
    endsAny: (tail) => endsAny(known.keys(), tail),
    add(secret) {
      if (secret.value === '') return
      const same = known.get(secret.value)
      known.delete(secret.value)
      known.set(secret.value, same ?? secret)
      if (same !== undefined) return
      longest = Math.max(longest, secret.value.length)
      last = undefined
      const hidden = hiddenPart(secret)
      if (hidden.length < RUN) short.add(secret.value)
      else strengths.add(secret.redaction.strength)
      for (const form of formsOf(hidden)) index.add(secret, form)
      const oldest = dropOldest(known)
      short.delete(oldest?.value ?? '')
      if (oldest !== undefined) index.remove(oldest)
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
      const { found: leaks, chance } = leaksIn(text, index, known)
      if (leaks.length === 0 && !chance && text.length <= REMEMBERED) remember(clean, text)
      else last = { text, leaks }
      return leaks
    },
    knows: (strength) => strengths.has(strength),
    ...createMasks(index, short, forms),
  }
}

function createMasks(
  index: RunIndex,
  short: ReadonlySet<string>,
  forms: ReadonlySet<string>,
): Pick<Secrets, 'mask' | 'guard'> {
  return {
    mask(text) {
      const holds = (decoded: string): boolean => index.find(decoded).length > 0 || holdsAny(decoded, forms)
      return maskEach(maskShort(maskEncoded(maskEach(maskPlain(maskProofs(text), index), forms), holds), short), forms)
    },
    guard: (text) => maskEach(maskPlain(text, index), forms),
  }
}

/** Without a copy of the values: a server with unstable ids asks for this at each answer. */
function endsAny(values: Iterable<string>, tail: string): boolean {
  for (const value of values) if (value.endsWith(tail)) return true
  return false
}

/** Drops the oldest secret beyond the limit, and returns it. */
function dropOldest(known: Map<string, SentSecret>): SentSecret | undefined {
  const [oldest] = known.size > MOST_KNOWN ? known.values() : []
  if (oldest !== undefined) known.delete(oldest.value)
  return oldest
}

/** The forms of the hidden part of a secret that a text may contain. */
function formsOf(hidden: string): readonly Form[] {
  return [
    { text: hidden, encoding: '', step: 1 },
    // Eight characters of a secret hold two whole groups of four characters in Base64.
    ...base64Cores(hidden).map((text) => ({ text, encoding: ', in base64', step: 4 })),
  ]
}

/** The part of a secret that must be hidden: all but the tail. Scheme and host of a URL may be shown too. */
function hiddenPart({ value, redaction }: SentSecret): string {
  const hidden = redaction.rule === 'url' ? splitUrl(value).hidden : value
  const characters = Array.from(hidden)
  return characters.slice(0, Math.max(0, characters.length - redaction.tail)).join('')
}

/** The text inside Base64: one form for each offset in a group of three bytes, in both alphabets. */
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

/** The leaks in the text, and in each decoding that the text seems to need. */
function leaksIn(text: string, index: RunIndex, known: ReadonlyMap<string, SentSecret>): Found {
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
  /** True if a match was dismissed as chance. The match counts again if the same secret is sent again. */
  readonly chance: boolean
}

/** The number of last sent secrets for which a few hexadecimal digits count as a leak. */
const RECENT = 32

/**
 * True for a short hexadecimal match with a secret that was sent long ago. Ids are hexadecimal too: among thousands of keys, eight
 * digits match by chance about once a run. A match with a recent key is hardly ever chance.
 */
function isChance(text: string, { secret, start, end }: Hit, known: ReadonlyMap<string, SentSecret>): boolean {
  if (end - start >= SURE_RUN || !/^[0-9a-f]+$/i.test(text.slice(start, end))) return false
  return ![...known.keys()].slice(-RECENT).includes(secret.value)
}

/** The text in pieces, because decoding takes much memory. Pieces overlap by more than an encoded run. */
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

/** The hit without quotes and brackets at both ends, which may be structure of the text. */
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

/** Replaces the proof of a digest header: it holds for no other request, and still tells something of the password. */
function maskProofs(text: string): string {
  return text.includes('response=') ? text.replaceAll(PROOF, `$1${MASK}`) : text
}

const PROOF = /(\bresponse=(?:\\*"|&quot;|&#34;)?)[0-9a-f]{32,128}/gi

/** The value itself, in Base64, and in hexadecimal digits. */
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
