/** How much of a secret can be seen in what came back for it. */
export interface Visible {
  /** Characters of the secret's end that stand at the end. */
  readonly tail: number
  /** Whether characters of it stand anywhere before. */
  readonly elsewhere: boolean
}

/** A key in its mask: all but the end should be covered. A server may count characters in code points or in UTF-16 units. */
export function tailShown(shown: string, secret: string): Visible {
  const byPoints = shownIn(Array.from(shown), Array.from(secret))
  return byPoints.elsewhere ? shownIn(shown.split(''), secret.split('')) : byPoints
}

function shownIn(shown: readonly string[], secret: readonly string[]): Visible {
  const { filler, visible } = parts(shown.join(''))
  // One that is nothing but a filler's own character looks the same masked and whole.
  if (secret.every((character) => character === shown[0]) && FILLERS.has(secret[0] ?? '')) return NOTHING_SEEN
  // What is not filler is all that can be seen; a filler's own character counts for nothing.
  const tail = Math.min(commonTail(shown, secret), filler === '' ? Infinity : visible.length)
  const before = shown.slice(0, shown.length - tail).join('')
  return { tail, elsewhere: overlaps(before, secret.slice(0, secret.length - tail).join('')) }
}

/** What servers usually fill masks with. */
const FILLERS: ReadonlySet<string> = new Set('*#xX0-_.·•●█')
const NOTHING_SEEN: Visible = { tail: 0, elsewhere: false }

/** A URL in its mask: its scheme and host may be seen, and its end. */
export function urlShown(shown: string, secret: string): Visible {
  const { origin, hidden } = splitUrl(secret)
  if (origin === undefined) return tailShown(shown, secret)
  if (shown === secret) return { tail: lengthOf(hidden), elsewhere: hidden !== '' }
  const rest = shown.toLowerCase().startsWith(origin.toLowerCase()) ? shown.slice(origin.length) : shown
  // The last characters of a URL may be the whole of a path this short.
  return lengthOf(hidden) <= 4 ? { tail: 0, elsewhere: false } : tailShown(rest.replace(/^\//, ''), hidden)
}

/** scheme://host[:port] without credentials, and all that must be hidden: credentials, path, query and fragment. */
export function splitUrl(url: string): { readonly origin: string | undefined; readonly hidden: string } {
  const [whole, scheme, user = '', host] = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#@]*@)?([^/?#@]*)(?=[/?#]|$)/i.exec(url) ?? []
  if (whole === undefined || scheme === undefined || host === undefined) return { origin: undefined, hidden: url }
  return { origin: scheme + host, hidden: user + url.slice(whole.length).replace(/^\//, '') }
}

/** Whether a mask could be this secret's: filler, then nothing or its very end. What is no mask at all could be anything. */
export function isMaskOf(shown: string, secret: string): boolean {
  const { origin } = splitUrl(secret)
  const covered =
    origin !== undefined && shown.startsWith(origin) ? shown.slice(origin.length).replace(/^\//, '') : shown
  const { filler, visible } = parts(covered)
  return filler === '' || lengthOf(visible) > 16 || visible.includes('*') || secret.endsWith(visible)
}

/** For comparing: how long a mask is may be another thing each time. */
export function withShortMask(shown: string): string {
  return shown.replaceAll(/(.)\1{2,}/gsu, '$1$1$1')
}

/** In code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

/** What a mask begins with, what masks are usually filled with or three and more of any one character, and what follows. */
function parts(shown: string): { readonly filler: string; readonly visible: string } {
  const filler = /^(?:([*#xX_.·•●█-])\1*|(.)\2{2,})/su.exec(shown)?.[0] ?? ''
  return { filler, visible: shown.slice(filler.length) }
}

/** How many characters the two have in common at the end. */
function commonTail(shown: readonly string[], secret: readonly string[]): number {
  let count = 0
  while (count < shown.length && count < secret.length && shown.at(-1 - count) === secret.at(-1 - count)) count += 1
  return count
}

/** Whether the text shows the covered part: a run of it anywhere, or single characters at their own place. */
function overlaps(text: string, covered: string): boolean {
  if (text === '' || covered === '') return false
  const filler = mostFrequent(text)
  if (Array.from(text).every((character) => character === filler.character)) return false
  for (let length = Math.min(4, covered.length), start = 0; start + length <= covered.length; start += 1) {
    const run = covered.slice(start, start + length)
    if (!run.includes(filler.character) && text.includes(run)) return true
  }
  // A word in place of the secret may have a letter in common with it; a mask of one character has none by chance.
  return (
    text.length === covered.length &&
    aligned(text, covered, filler.character) > (filler.count * 2 > text.length ? 0 : 1)
  )
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
