/** How much of a secret can be seen in what came back for it. */
export interface Visible {
  /** Characters of the secret's end that stand at the end. */
  readonly tail: number
  /** Whether characters of it stand anywhere before. */
  readonly elsewhere: boolean
}

/** A key in its mask: all but the end should be covered. */
export function tailShown(shown: string, secret: string): Visible {
  const tail = commonTail(shown, secret)
  const before = shown.slice(0, shown.length - tailText(secret, tail).length)
  return { tail, elsewhere: overlaps(before, secret.slice(0, secret.length - tailText(secret, tail).length)) }
}

/** A URL in its mask: its origin may be seen, and its end. */
export function urlShown(shown: string, secret: string): Visible {
  const origin = originOf(secret)
  if (origin === undefined) return tailShown(shown, secret)
  const path = secret.slice(origin.length).replace(/^\//, '')
  const rest = shown.toLowerCase().startsWith(origin.toLowerCase()) ? shown.slice(origin.length) : shown
  const covered = rest.replace(/^\/?/, '')
  if (shown === secret) return { tail: lengthOf(path), elsewhere: path !== '' }
  // The last characters of a URL may be the whole of a path this short.
  return lengthOf(path) <= 4 ? { tail: 0, elsewhere: false } : tailShown(covered, path)
}

/** scheme://host[:port] as it was written, without what credentials stand before the host. */
export function originOf(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*(?=[/?#]|$)/i.exec(url)?.[0]
}

/** Whether a mask could be this secret's: asterisks, then nothing or its very end. */
export function isMaskOf(shown: string, secret: string): boolean {
  const origin = originOf(secret)
  const covered =
    origin !== undefined && shown.startsWith(origin) ? shown.slice(origin.length).replace(/^\//, '') : shown
  const end = /^\*+([^*].{0,15})?$/su.exec(covered)?.[1]
  return end === undefined || secret.endsWith(end)
}

/** In code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

/** How many code points the two have in common at the end; asterisks are the mask's own. */
function commonTail(shown: string, secret: string): number {
  const [a, b] = [Array.from(shown).toReversed(), Array.from(secret).toReversed()]
  let count = 0
  while (count < a.length && count < b.length && a[count] === b[count] && a[count] !== '*') count += 1
  return count
}

function tailText(secret: string, tail: number): string {
  return tail === 0 ? '' : Array.from(secret).slice(-tail).join('')
}

/** Whether the text shows the covered part: at its own place, or a run of it anywhere. */
function overlaps(text: string, covered: string): boolean {
  if (text === '' || covered === '' || /^\**$/.test(text)) return false
  for (let length = Math.min(4, covered.length), start = 0; start + length <= covered.length; start += 1) {
    const run = covered.slice(start, start + length)
    if (!run.includes('*') && text.includes(run)) return true
  }
  if (text.length !== covered.length) return false
  return Array.from(text).filter((character, index) => character !== '*' && character === covered[index]).length > 1
}
