import { valueAt } from '../../json/pointer.ts'
import { holdsWord, holdsWordOfRun } from '../body/words.ts'
import { unwrapped } from '../send/address-of.ts'
import { hasMark } from '../send/create-note.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import { traceDigest, isTime, type Traces } from '../session/traces.ts'

/** What the ledger knows of a member. */
export interface LedgerMember {
  readonly note: CreateNote
  readonly path: string | undefined
  readonly traces: Traces
}

const CHANGED = 'it does not show what the run wrote: another client has created it, or changed it since'
const COMMON = 'nothing that it shows tells it from a member of another client'

/**
 * The reason why a member that an answer shows may be that of another client, or may have been changed by one since the run. An address alone
 * tells nothing: a server that starts anew may give its keys again. Undefined for a member with a word of the run. Undefined too for one with
 * the values that the run has written, where one of them or the key is found nowhere else. `word`: any word of the run.
 */
export function whyNotOurs(shown: unknown, known: LedgerMember, word: string | undefined): string | undefined {
  const { note } = known
  if (hasMark(shown, note) || (word !== undefined && holdsWordOfRun(shown, word))) return undefined
  const key = keyOf(known)
  const compared = [unwrapped(shown, wrapOf(note)), shown].map((member) => compare(member, known.traces, key))
  const same = compared.find(({ outcome }) => outcome === 'same')
  if (same === undefined && compared.some(({ outcome }) => outcome === 'other')) return CHANGED
  if (same?.isTelling === true || (isUnique(key) && isNoted(known))) return undefined
  return isNoted(known) ? COMMON : CHANGED
}

/** The place of a member in answers, as a note has it. */
export function wrapOf({ wrap }: Pick<CreateNote, 'wrap'>): Parameters<typeof unwrapped>[1] {
  return wrap === undefined ? {} : { wrap: { value: { answer: wrap }, certainty: 'sure', because: '' } }
}

/** False for the note of a text whose values are not noted. */
function isNoted({ note, traces }: LedgerMember): boolean {
  return note.marks === undefined || traces.wrote.size > 0
}

function keyOf({ note: { item }, path = '' }: LedgerMember): string {
  const keys = path.slice(Math.max(0, item.indexOf('{'))).split('/')
  return keys.find(isUnique) ?? keys.at(-1) ?? ''
}

/** True for a key that no server gives twice: a word of the run, a UUID, or a long one. */
function isUnique(key: string): boolean {
  return holdsWord(key.toLowerCase()) || /^\d{12,}$|^[\da-f]{8}-[\da-f]{4}-/i.test(key) || LONG.test(key)
}

const LONG = /^(?=.*\d)(?=.*[a-z])[\w-]{16,}$/i

interface Compared {
  /** `none`: the member shows no value that the run has written. */
  readonly outcome: 'same' | 'other' | 'none'
  /** True where a value is found nowhere else. */
  readonly isTelling: boolean
}

/** Compares a member with the values that the run has written to it, at any time, or has been shown after a write. */
function compare(member: unknown, { wrote, showed }: Traces, key: string): Compared {
  let outcome: Compared['outcome'] = 'none'
  let isTelling = false
  for (const at of new Set([...wrote.keys(), ...showed.keys()])) {
    const value = valueAt(member, at)
    if (value === undefined || isMasked(value)) continue
    const digest = traceDigest(value)
    const isKnown = wrote.get(at)?.has(digest) === true || showed.get(at)?.has(digest) === true
    if (wrote.has(at) && !isKnown) return { outcome: 'other', isTelling: false }
    if (wrote.has(at)) outcome = 'same'
    isTelling ||= isKnown && digest !== traceDigest(key) && (wrote.has(at) ? isRare(value, key) : isTime(value))
  }
  return { outcome, isTelling }
}

/** True for the mask of a secret. */
function isMasked(value: unknown): boolean {
  return typeof value === 'string' && /[*•]{2}/.test(value)
}

/** The shortest text that two clients do not send by chance, in characters. */
const RARE = 12

/** True for a time, and for a long text that is no name of a kind and does not tell the key. */
function isRare(value: unknown, key: string): boolean {
  if (isTime(value)) return true
  return typeof value === 'string' && value.length >= RARE && /[^A-Za-z_-]/.test(value) && !value.includes(key)
}
