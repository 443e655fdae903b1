/** The characters of a secret that a response shows. */
export interface Visible {
  /** The number of the secret's last characters that end the shown text. */
  readonly tail: number
  /** True if characters of the secret stand before that end. */
  readonly elsewhere: boolean
}

/** The visible part of a key that should be masked except for the end. A target may count code points or UTF-16 units. */
export function tailShown(shown: string, secret: string): Visible {
  const byPoints = shownIn(shown, secret, Array.from)
  return byPoints.elsewhere ? shownIn(shown, secret, (text) => text.split('')) : byPoints
}

/** `split` gives the characters of a text: code points, or UTF-16 units. */
function shownIn(shownText: string, secretText: string, split: (text: string) => readonly string[]): Visible {
  const [shown, secret] = [split(shownText), split(secretText)]
  const { filler, visible } = parts(shownText)
  // A secret of one repeated filler character looks the same masked and in the clear.
  if (secret.every((character) => character === shown[0]) && FILLERS.has(secret[0] ?? '')) return NOTHING_SEEN
  // Only characters that are not filler are visible; a filler's own character counts for nothing.
  const tail = Math.min(commonTail(shown, secret), filler === '' ? Infinity : split(visible).length)
  const before = shown.slice(0, shown.length - tail).join('')
  // A word in place of the secret may end as a short secret does.
  if (tail === secret.length && tail <= SURE && !isFilled(before)) return NOTHING_SEEN
  return { tail, elsewhere: overlaps(before, secret.slice(0, secret.length - tail).join('')) }
}

/** The number of equal characters that no word in place of a secret shares by chance. */
const SURE = 4
/**
 * The characters that targets commonly fill masks with. `0` fills masks too, but `parts` leaves it out: a single `0` may begin the clear text
 * of a hexadecimal key. Three zeros are a filler there as any three equal characters are.
 */
const FILLERS: ReadonlySet<string> = new Set('*#xX0-_.·•●█')

function isFilled(text: string): boolean {
  return Array.from(text).every((character) => FILLERS.has(character))
}
const NOTHING_SEEN: Visible = { tail: 0, elsewhere: false }

/** The visible part of a URL. Scheme, host and the last characters may be shown. */
export function urlShown(shown: string, secret: string): Visible {
  const { origin, hidden } = splitUrl(secret)
  if (origin !== undefined && shown === secret) return { tail: lengthOf(hidden), elsewhere: hidden !== '' }
  // The permitted last characters may cover the whole of such a short path.
  if (lengthOf(hidden) <= 4) return NOTHING_SEEN
  return tailShown(withoutFrame(shown, origin), hidden.replace(/^\//, ''))
}

/**
 * The text without the origin of the secret and without a slash: a target may write both before any mask of a URL. It may keep spaces before
 * the origin.
 */
function withoutFrame(shown: string, origin = ''): string {
  const text = shown.replace(/^[\0- ]+/, '')
  const found = [origin, normalised(origin)].find((one) => text.toLowerCase().startsWith(one.toLowerCase())) ?? ''
  return text.slice(found.length).replace(/^\//, '')
}

/**
 * True if a mask shows the host of one URL and not that of another. A mask without a host, or with a part of one, shows neither.
 */
export function showsHostOf(shown: string, url: string, another: string): boolean {
  const hosts = [shown, url, another].map((text) => normalised(splitUrl(text).origin ?? '').toLowerCase())
  return hosts[0] !== '' && hosts[0] === hosts[1] && hosts[0] !== hosts[2]
}

/** The origin as parsers write it: without a default port, and without capitals. */
function normalised(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).origin : origin
}

/**
 * `origin` is scheme://host[:port]; `hidden` is everything else: credentials, path, query and fragment. A text that is no URL has
 * no origin. Parsers of URLs drop control characters and spaces before the scheme, so a target may show the origin behind them.
 */
export function splitUrl(url: string): { readonly origin: string | undefined; readonly hidden: string } {
  const [whole, scheme, user = '', host] =
    /^[\0- ]*([a-z][a-z0-9+.-]*:\/\/)([^/?#@]*@)?([^/?#@]*)(?=[/?#]|$)/i.exec(url) ?? []
  if (whole === undefined || scheme === undefined || host === undefined) return { origin: undefined, hidden: url }
  return { origin: scheme + host, hidden: user + url.slice(whole.length).replace(/^\//, '') }
}

/**
 * True if the text may be the mask of this secret: filler, then nothing or the end of the secret. A text without filler may be any
 * mask.
 */
export function isMaskOf(shown: string, secret: string): boolean {
  const { filler, visible } = parts(afterOrigin(shown, secret))
  // A target that cuts a character in half may send a substitute for the half.
  const end = visible.replace(/^[?\uFFFD\p{Cs}]/u, '')
  return filler === '' || lengthOf(visible) > 16 || visible.includes('*') || secret.endsWith(end)
}

/**
 * True if the text is filler and at most `most` characters that do not end the secret. The text then masks another secret, such as that of
 * a refused update that was stored. Characters that both secrets have at one index are there by chance.
 */
export function isMaskOfAnother(shown: string, secret: string, most: number): boolean {
  const { filler, visible } = parts(afterOrigin(shown, secret))
  return filler !== '' && visible !== '' && lengthOf(visible) <= most && !secret.endsWith(visible)
}

/** The characters behind the filler of a mask. */
export function clearEnd(shown: string, secret: string): string {
  return parts(afterOrigin(shown, secret)).visible
}

/** The text without the origin of a secret URL. */
function afterOrigin(shown: string, secret: string): string {
  const { origin } = splitUrl(secret)
  return origin !== undefined && shown.startsWith(origin) ? shown.slice(origin.length).replace(/^\//, '') : shown
}

/** The text with each filler cut to three characters, so that masks of different lengths compare as equal. */
export function withShortMask(shown: string): string {
  return shown.replaceAll(/(.)\1{2,}/gsu, '$1$1$1')
}

/** The length of a text in code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

/** The filler that begins a mask, and the rest. A filler is a run of a common filler character, or three equal characters. */
function parts(shown: string): { readonly filler: string; readonly visible: string } {
  const filler = /^(?:([*#xX_.·•●█-])\1*|(.)\2{2,})/su.exec(shown)?.[0] ?? ''
  return { filler, visible: shown.slice(filler.length) }
}

/** The number of characters that both end with. */
function commonTail(shown: readonly string[], secret: readonly string[]): number {
  let count = 0
  while (count < shown.length && count < secret.length && shown.at(-1 - count) === secret.at(-1 - count)) count += 1
  return count
}

/** True if the text shows the covered part: a run anywhere, or single characters at the same index. */
function overlaps(text: string, covered: string): boolean {
  // Most masks are one filler, and cost no count of characters.
  if (text === '' || covered === '' || isRepeated(text)) return false
  const filler = mostFrequent(text)
  // A word in place of the secret may hold a short secret by chance.
  if (covered.length < SURE) return withoutFiller(text) === covered
  for (let start = 0; start + SURE <= covered.length; start += 1) {
    const run = covered.slice(start, start + SURE)
    if (!run.includes(filler.character) && text.includes(run)) return true
  }
  // A word in place of the secret may share some letters. A mask of a single filler shares none by chance.
  const byChance = filler.count * 2 > text.length ? 0 : SURE - 1
  return text.length === covered.length && aligned(text, covered, filler.character) > byChance
}

function isRepeated(text: string): boolean {
  const [first] = text
  for (const character of text) if (character !== first) return false
  return true
}

function isVisible(character: string): boolean {
  return !FILLERS.has(character)
}

/** The text without filler at either end. */
function withoutFiller(text: string): string {
  const characters = Array.from(text)
  return characters.slice(characters.findIndex(isVisible), characters.findLastIndex(isVisible) + 1).join('')
}

function aligned(text: string, covered: string, filler: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += 1)
    if (text[index] !== filler && text[index] === covered[index]) count += 1
  return count
}

function mostFrequent(text: string): { readonly character: string; readonly count: number } {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  const [character = '', count = 0] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? []
  return { character, count }
}
