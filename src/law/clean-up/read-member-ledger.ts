import { damagedLines, readLines } from '../../group/ledger-lines.ts'
import { isObject } from '../../json/pointer.ts'
import type { CreateNote, MemberEntry, MemberLedgerHead } from '../session/member-ledger.ts'
import type { Digests, Traces } from '../session/traces.ts'

/** A member that may still exist. */
export interface LedgerClaim {
  readonly note: CreateNote
  /** The path of the member; undefined for a create without an answer. */
  readonly path: string | undefined
  /**
   * The paths of the members that its list showed before the create, and of those that the run has removed: a list may go on showing them.
   * Undefined where the list was not read.
   */
  readonly known?: readonly string[]
  /** The values that the run has written to the member, and that answers to its writes have shown. */
  readonly traces: Traces
}

/** A ledger of members as read from its file. */
export interface OpenMemberLedger {
  readonly head: MemberLedgerHead
  /** In the order of the creates. */
  readonly claims: readonly LedgerClaim[]
  /** The paths of members that were there before the first create of their resource. */
  readonly before: readonly string[]
  /** A word of the run; undefined where it has sent none. */
  readonly word: string | undefined
  /** The places of damaged lines: each may tell of a member. */
  readonly damaged: readonly string[]
}

/**
 * Reads a ledger of members. A truncated last line is ignored: its request was never sent. Undefined for any other file.
 * @throws UserError where the file cannot be read.
 */
export function readMemberLedger(file: string): OpenMemberLedger | undefined {
  const [head, ...lines] = readLines(file)
  if (!isHead(head)) return undefined
  const entries = lines.filter(isEntry)
  const damaged = damagedLines(file, isEntry)
  return { head, claims: claimsIn(entries), before: beforeIn(entries), word: wordIn(entries), damaged }
}

function isHead(value: unknown): value is MemberLedgerHead {
  return isObject(value) && value['ledger'] === 2 && typeof value['target'] === 'string'
}

function isEntry(value: unknown): value is MemberEntry {
  if (!isObject(value)) return false
  if (typeof value['listed'] === 'string') return Array.isArray(value['members'])
  if (value['before'] !== undefined) return Array.isArray(value['before'])
  if (typeof value['n'] !== 'number') return false
  const { creating, wrote, showed } = value
  if (creating !== undefined) return isObject(creating) && typeof creating['item'] === 'string'
  return typeof value['at'] === 'string' || 'gone' in value || isObject(wrote) || isObject(showed)
}

function beforeIn(entries: readonly MemberEntry[]): readonly string[] {
  return entries.flatMap((entry) => ('before' in entry ? entry.before : []))
}

/** A word of the run, which all its words begin like. */
function wordIn(entries: readonly MemberEntry[]): string | undefined {
  return entries.flatMap((entry) => ('creating' in entry ? (entry.creating.marks ?? []) : []))[0]
}

/** The state of a ledger after some of its entries. */
interface Reading {
  readonly claims: Map<number, Omit<LedgerClaim, 'known'>>
  readonly known: Map<string, readonly string[]>
  /** The paths of members that the run has removed. */
  readonly removed: string[]
  /** By the number of the claim, those of claims that have ended too. */
  readonly traces: Map<number, Writable>
}

function claimsIn(entries: readonly MemberEntry[]): readonly LedgerClaim[] {
  const reading: Reading = { claims: new Map(), known: new Map(), removed: [], traces: new Map() }
  for (const entry of entries) take(entry, reading)
  return [...reading.claims.values()].map((claim) => {
    const listed = reading.known.get(claim.note.list?.path ?? '')
    return listed === undefined ? claim : { ...claim, known: [...listed, ...reading.removed] }
  })
}

function take(entry: MemberEntry, { claims, known, removed, traces }: Reading): void {
  if ('before' in entry) return undefined
  if ('listed' in entry) return void known.set(entry.listed, entry.members)
  const { n } = entry
  if ('creating' in entry) {
    const earlier = entry.like === undefined ? undefined : traces.get(entry.like)
    const own = { wrote: new Map(earlier?.wrote), showed: new Map(earlier?.showed) }
    traces.set(n, own)
    claims.set(n, { note: entry.creating, path: undefined, traces: own })
    return add(entry.creating.wrote ?? {}, own.wrote)
  }
  const claim = claims.get(n)
  if ('wrote' in entry) return add(entry.wrote, traces.get(n)?.wrote)
  if ('showed' in entry) return add(entry.showed, traces.get(n)?.showed)
  if ('at' in entry) return claim === undefined ? undefined : void claims.set(n, { ...claim, path: entry.at })
  if (claim?.path !== undefined) removed.push(claim.path)
  claims.delete(n)
}

/** Traces that grow. */
type Writable = Readonly<Record<keyof Traces, Map<string, ReadonlySet<string>>>>

function add(values: Digests, to: Writable['wrote'] = new Map()): void {
  for (const [at, digest] of Object.entries(values)) to.set(at, new Set([...(to.get(at) ?? []), digest]))
}
