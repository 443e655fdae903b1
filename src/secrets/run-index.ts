import { RUN, SURE_RUN } from './run-length.ts'
import type { SentSecret } from './sent-secret.ts'

/** A form in which a text may contain a secret. */
export interface Form {
  readonly text: string
  readonly encoding: string
}

/** The place of a run of a secret in a text: `start` is inclusive, `end` is exclusive. */
export interface Hit {
  readonly secret: SentSecret
  readonly encoding: string
  readonly start: number
  readonly end: number
}

interface Entry extends Form {
  readonly secret: SentSecret
}

/** Finds runs of many secrets in a text in one pass, by the hash of each window of `RUN` characters. */
export interface RunIndex {
  readonly add: (secret: SentSecret, form: Form) => void
  /** Removes a form of a secret that was added before. */
  readonly remove: (secret: SentSecret, form: Form) => void
  readonly find: (text: string) => readonly Hit[]
}

/** An index without secrets. */
export function createRunIndex(): RunIndex {
  const entries = new Map<number, Entry | Entry[]>()
  return {
    add(secret, form) {
      const entry = { secret, ...form }
      for (const hash of windowsIn(form.text)) addEntry(entries, hash, entry)
    },
    remove(secret, { text }) {
      for (const hash of windowsIn(text)) removeEntry(entries, hash, secret)
    },
    find: (text) => (entries.size === 0 ? [] : findIn(text, entries)),
  }
}

/** The hashes of all windows that can identify a secret. */
function* windowsIn(text: string): Iterable<number> {
  for (let hash = 0, end = 0; end < text.length; end += 1) {
    hash = roll(hash, text, end)
    if (end >= RUN - 1 && isTelling(text, end - RUN + 1)) yield hash & SMALL
  }
}

function findIn(text: string, entries: ReadonlyMap<number, Entry | Entry[]>): readonly Hit[] {
  const hits: Hit[] = []
  let from = RUN - 1
  for (let hash = 0, end = 0; end < text.length; end += 1) {
    hash = roll(hash, text, end)
    if (end < from) continue
    const found = entries.get(hash & SMALL)
    const hit = found === undefined ? undefined : confirm(text, end - RUN + 1, found)
    if (hit === undefined || !standsOut(text, hit)) continue
    hits.push(hit)
    from = hit.end + RUN - 1
  }
  return hits
}

const FACTOR = 0x01000193
/** FACTOR to the power of the window's length: the factor of the character that leaves the window. */
const LEAVING = Array.from({ length: RUN }).reduce<number>((power) => Math.imul(power, FACTOR), 1)
/** Keeps a hash a small integer, which a map stores without an allocation. */
const SMALL = 0x3fffffff

/** The hash of the window that ends at `end`, from the hash of the window before. */
function roll(hash: number, text: string, end: number): number {
  const entered = Math.imul(hash, FACTOR) + text.charCodeAt(end)
  return (end < RUN ? entered : entered - Math.imul(text.charCodeAt(end - RUN), LEAVING)) | 0
}

function addEntry(entries: Map<number, Entry | Entry[]>, hash: number, entry: Entry): void {
  const known = entries.get(hash)
  if (known === undefined) entries.set(hash, entry)
  else if (Array.isArray(known)) known.push(entry)
  else entries.set(hash, [known, entry])
}

function removeEntry(entries: Map<number, Entry | Entry[]>, hash: number, secret: SentSecret): void {
  const left = [entries.get(hash) ?? []].flat().filter((entry) => entry.secret !== secret)
  const [only] = left
  if (only === undefined) entries.delete(hash)
  else entries.set(hash, left.length === 1 ? only : left)
}

/** True if the window holds at least three different characters: `aaaaaaaa` identifies no secret. */
function isTelling(text: string, start: number): boolean {
  const first = text[start]
  let second: string | undefined
  for (let index = start + 1; index < start + RUN; index += 1) {
    const character = text[index]
    if (character === first || character === second) continue
    if (second !== undefined) return true
    second = character
  }
  return false
}

/** The longest run that starts here. Secrets with the same beginning may match to different lengths. */
function confirm(text: string, start: number, found: Entry | readonly Entry[]): Hit | undefined {
  let longest: Hit | undefined
  for (const { secret, encoding, text: form } of Array.isArray(found) ? found : [found as Entry]) {
    if (!form.includes(text.slice(start, start + RUN))) continue
    // After a match, the whole secret counts, also the part that may be shown. The run is as long as the text shows.
    const whole = encoding === '' ? secret.value : form
    let end = start + RUN
    while (end < text.length && whole.includes(text.slice(start, end + 1))) end += 1
    if (longest === undefined || end > longest.end) longest = { secret, encoding, start, end }
  }
  return longest
}

function standsOut(text: string, { start, end }: Hit): boolean {
  if (end - start >= SURE_RUN) return true
  return !/[0-9a-z]/i.test(text[start - 1] ?? '') && !/[0-9a-z]/i.test(text[end] ?? '')
}
