import { createMultimap, type Multimap } from './multimap.ts'
import { RUN, SURE_RUN } from './run-length.ts'
import type { SentSecret } from './sent-secret.ts'

/** A form in which a text may contain a secret. */
export interface Form {
  readonly text: string
  readonly encoding: string
  /** The distance of the windows that are indexed, in characters. An encoding in groups needs one window a group. */
  readonly step: number
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
  /** Leaves out the windows of a text that may stand anywhere. Call it before a secret is added. */
  readonly allow: (text: string) => void
  /** Removes all forms of a secret. */
  readonly remove: (secret: SentSecret) => void
  readonly find: (text: string) => readonly Hit[]
}

/** An index without secrets. */
export function createRunIndex(): RunIndex {
  const windows = createMultimap()
  const entries: (Entry | undefined)[] = []
  /** The places in `entries` of the forms of each secret, and those that are free. */
  const places = new Map<SentSecret, number[]>()
  const free: number[] = []
  const allowed = new Set<number>()
  const eachOf = (form: Form, visit: (hash: number) => void): void =>
    eachWindow(form, (hash) => {
      if (!allowed.has(hash)) visit(hash)
    })
  return {
    allow: (text) => eachWindow({ text, encoding: '', step: 1 }, (hash) => allowed.add(hash)),
    add(secret, form) {
      const place = free.pop() ?? entries.length
      entries[place] = { secret, ...form }
      places.set(secret, [...(places.get(secret) ?? []), place])
      eachOf(form, (hash) => windows.add(hash, place))
    },
    remove(secret) {
      for (const place of places.get(secret) ?? []) {
        const entry = entries[place]
        if (entry !== undefined) eachOf(entry, (hash) => windows.remove(hash, place))
        entries[place] = undefined
        free.push(place)
      }
      places.delete(secret)
    },
    find: (text) => (places.size === 0 ? [] : findIn(text, { windows, entries })),
  }
}

interface Indexed {
  readonly windows: Multimap
  /** The entries that the values of `windows` stand for. */
  readonly entries: readonly (Entry | undefined)[]
}

/** Visits the hashes of all windows that can identify a secret. */
function eachWindow({ text, step }: Form, visit: (hash: number) => void): void {
  for (let hash = 0, end = 0; end < text.length; end += 1) {
    hash = roll(hash, text, end)
    const start = end - RUN + 1
    if (start >= 0 && start % step === 0 && isTelling(text, start)) visit(hash)
  }
}

function findIn(text: string, { windows, entries }: Indexed): readonly Hit[] {
  const hits: Hit[] = []
  let from = RUN - 1
  let last = NaN
  for (let hash = 0, end = 0; end < text.length; end += 1) {
    hash = roll(hash, text, end)
    if (end < from) continue
    const places = windows.get(hash)
    if (places === undefined) continue
    const found = places.flatMap((place) => entries[place] ?? [])
    const hit = confirm(text, { start: end - RUN + 1, from: from - RUN + 1 }, found)
    // A hit directly after another belongs to it: a text may hold a key that begins as one secret does, and ends as another one.
    if (hit === undefined || (hit.start !== last && !standsOut(text, hit))) continue
    hits.push(hit)
    last = hit.end
    from = hit.end + RUN - 1
  }
  return hits
}

const FACTOR = 0x01000193
/** FACTOR to the power of the window's length: the factor of the character that leaves the window. */
const LEAVING = Array.from({ length: RUN }).reduce<number>((power) => Math.imul(power, FACTOR), 1)
/** The hash of the window that ends at `end`, from the hash of the window before. */
function roll(hash: number, text: string, end: number): number {
  const entered = Math.imul(hash, FACTOR) + text.charCodeAt(end)
  return (end < RUN ? entered : entered - Math.imul(text.charCodeAt(end - RUN), LEAVING)) | 0
}

/** True if the window holds at least three different characters: `aaaaaaaa` identifies no secret. */
function isTelling(text: string, start: number): boolean {
  const first = text.charCodeAt(start)
  let second: number | undefined
  for (let index = start + 1; index < start + RUN; index += 1) {
    const character = text.charCodeAt(index)
    if (character === first || character === second) continue
    if (second !== undefined) return true
    second = character
  }
  return false
}

interface Window {
  readonly start: number
  /** The first position that may belong to the run: earlier characters belong to an earlier hit. */
  readonly from: number
}

/** The longest run at this window. Secrets with the same beginning may match to different lengths. */
function confirm(text: string, window: Window, found: readonly Entry[]): Hit | undefined {
  let longest: Hit | undefined
  for (const { secret, encoding, text: form } of found) {
    if (!form.includes(text.slice(window.start, window.start + RUN))) continue
    // After a match, the whole secret counts, also the part that may be shown. The run is as long as the text shows.
    const whole = encoding === '' ? secret.value : form
    let { start } = window
    let end = start + RUN
    while (end < text.length && whole.includes(text.slice(start, end + 1))) end += 1
    while (start > window.from && whole.includes(text.slice(start - 1, end))) start -= 1
    if (longest === undefined || end - start > longest.end - longest.start) longest = { secret, encoding, start, end }
  }
  return longest
}

function standsOut(text: string, { start, end }: Hit): boolean {
  if (end - start >= SURE_RUN) return true
  return !/[0-9a-z]/i.test(text[start - 1] ?? '') && !/[0-9a-z]/i.test(text[end] ?? '')
}
