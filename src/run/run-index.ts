import type { SentSecret } from '../judge/observation.ts'

/** How long a run of a secret must be to be one: section "redaction" of the decisions. */
const RUN = 8
/** Within a longer token a short run may be chance: ids are hexadecimal like many keys. */
const RUN_WITHIN_TOKEN = 12

/** A form in which a secret may stand in a text. */
export interface Form {
  readonly text: string
  readonly encoding: string
}

/** Where a run of a secret stands in a text. */
export interface Hit {
  readonly secret: SentSecret
  readonly encoding: string
  readonly start: number
  readonly end: number
}

interface Entry extends Form {
  readonly secret: SentSecret
}

/** Finds runs of any of many texts in one pass: by the hash of each window of eight characters. */
export interface RunIndex {
  readonly run: number
  readonly add: (secret: SentSecret, form: Form) => void
  readonly find: (text: string) => readonly Hit[]
}

export function createRunIndex(): RunIndex {
  const entries = new Map<number, Entry | Entry[]>()
  return {
    run: RUN,
    add(secret, form) {
      const entry = { secret, ...form }
      eachWindow(form.text, (hash, start) => {
        if (isTelling(form.text, start)) addEntry(entries, hash, entry)
        return start + 1
      })
    },
    find(text) {
      if (entries.size === 0) return []
      const hits: Hit[] = []
      eachWindow(text, (hash, start) => {
        const found = entries.get(hash)
        const hit = found === undefined ? undefined : confirm(text, start, found)
        if (hit === undefined) return start + 1
        if (standsOut(text, hit)) hits.push(hit)
        return hit.end
      })
      return hits
    },
  }
}

const FACTOR = 0x01000193
/** FACTOR to the power of the window's length: what the character that leaves has been multiplied by. */
const LEAVING = Array.from({ length: RUN }).reduce<number>((power) => Math.imul(power, FACTOR), 1)

/** Calls back with the rolling hash (a small integer) of each window, and goes on where it is told to. */
function eachWindow(text: string, visit: (hash: number, start: number) => number): void {
  let hash = 0
  let from = 0
  for (let end = 0; end < text.length; end += 1) {
    hash = (Math.imul(hash, FACTOR) + text.charCodeAt(end)) | 0
    if (end >= RUN) hash = (hash - Math.imul(text.charCodeAt(end - RUN), LEAVING)) | 0
    const start = end - RUN + 1
    if (start >= from) from = visit(hash & 0x3fffffff, start)
  }
}

function addEntry(entries: Map<number, Entry | Entry[]>, hash: number, entry: Entry): void {
  const known = entries.get(hash)
  if (known === undefined) entries.set(hash, entry)
  else if (Array.isArray(known)) known.push(entry)
  else entries.set(hash, [known, entry])
}

/** Whether the window has at least three different characters: `aaaaaaaa` tells nothing. */
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

function confirm(text: string, start: number, found: Entry | readonly Entry[]): Hit | undefined {
  const window = text.slice(start, start + RUN)
  const entry = [found].flat().find((candidate) => candidate.text.includes(window))
  if (entry === undefined) return undefined
  let end = start + RUN
  while (end < text.length && entry.text.includes(text.slice(start, end + 1))) end += 1
  return { secret: entry.secret, encoding: entry.encoding, start, end }
}

function standsOut(text: string, { start, end }: Hit): boolean {
  if (end - start >= RUN_WITHIN_TOKEN) return true
  return !/[0-9a-z]/i.test(text[start - 1] ?? '') && !/[0-9a-z]/i.test(text[end] ?? '')
}
