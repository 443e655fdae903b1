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
  /** Removes a form of a secret that was added before. */
  readonly remove: (secret: SentSecret, form: Form) => void
  readonly find: (text: string) => readonly Hit[]
}

/** An index without secrets. */
export function createRunIndex(): RunIndex {
  const table: Table = { entries: new Map(), marks: new Uint32Array(MARKS >>> 5) }
  return {
    add(secret, form) {
      const entry = { secret, ...form }
      eachWindow(form, (hash) => addEntry(table, hash, entry))
    },
    remove(secret, form) {
      eachWindow(form, (hash) => removeEntry(table, hash, secret))
    },
    find: (text) => (table.entries.size === 0 ? [] : findIn(text, table)),
  }
}

interface Table {
  readonly entries: Map<number, Entry | Entry[]>
  /** One bit for some hashes each, set for the hashes of `entries`. Most windows of an answer then need no lookup. */
  readonly marks: Uint32Array
}

/** The number of marks: a power of two, several times the number of windows of a usual run. */
const MARKS = 1 << 22

function isMarked(marks: Uint32Array, hash: number): boolean {
  const bit = hash & (MARKS - 1)
  return ((marks[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0
}

function mark(marks: Uint32Array, hash: number): void {
  const bit = hash & (MARKS - 1)
  marks[bit >>> 5] = (marks[bit >>> 5] ?? 0) | (1 << (bit & 31))
}

/** Visits the hashes of all windows that can identify a secret. */
function eachWindow({ text, step }: Form, visit: (hash: number) => void): void {
  for (let hash = 0, end = 0; end < text.length; end += 1) {
    hash = roll(hash, text, end)
    const start = end - RUN + 1
    if (start >= 0 && start % step === 0 && isTelling(text, start)) visit(hash & SMALL)
  }
}

function findIn(text: string, { entries, marks }: Table): readonly Hit[] {
  const hits: Hit[] = []
  let from = RUN - 1
  for (let hash = 0, end = 0; end < text.length; end += 1) {
    hash = roll(hash, text, end)
    if (end < from || !isMarked(marks, hash)) continue
    const found = entries.get(hash & SMALL)
    const hit = found === undefined ? undefined : confirm(text, { start: end - RUN + 1, from: from - RUN + 1 }, found)
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

function addEntry({ entries, marks }: Table, hash: number, entry: Entry): void {
  mark(marks, hash)
  const known = entries.get(hash)
  if (known === undefined) entries.set(hash, entry)
  else if (Array.isArray(known)) known.push(entry)
  else entries.set(hash, [known, entry])
}

/** The mark stays: other windows may share it. */
function removeEntry({ entries }: Table, hash: number, secret: SentSecret): void {
  const left = [entries.get(hash) ?? []].flat().filter((entry) => entry.secret !== secret)
  const [only] = left
  if (only === undefined) entries.delete(hash)
  else entries.set(hash, left.length === 1 ? only : left)
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
function confirm(text: string, window: Window, found: Entry | readonly Entry[]): Hit | undefined {
  let longest: Hit | undefined
  for (const { secret, encoding, text: form } of Array.isArray(found) ? found : [found as Entry]) {
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
