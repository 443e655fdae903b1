import { damagedLines, readLines } from '../../group/ledger-lines.ts'
import { isObject } from '../../json/pointer.ts'
import type { CreateNote, MemberEntry, MemberLedgerHead } from '../session/member-ledger.ts'

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
}

/** A ledger of members as read from its file. */
export interface OpenMemberLedger {
  readonly head: MemberLedgerHead
  /** In the order of the creates. */
  readonly claims: readonly LedgerClaim[]
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
  return { head, claims: claimsIn(lines.filter(isEntry)), damaged: damagedLines(file, isEntry) }
}

function isHead(value: unknown): value is MemberLedgerHead {
  return isObject(value) && value['ledger'] === 2 && typeof value['target'] === 'string'
}

function isEntry(value: unknown): value is MemberEntry {
  if (!isObject(value)) return false
  if (typeof value['listed'] === 'string') return Array.isArray(value['members'])
  if (typeof value['n'] !== 'number') return false
  const { creating } = value
  return isObject(creating) ? typeof creating['item'] === 'string' : typeof value['at'] === 'string' || 'gone' in value
}

function claimsIn(entries: readonly MemberEntry[]): readonly LedgerClaim[] {
  const claims = new Map<number, LedgerClaim>()
  const known = new Map<string, readonly string[]>()
  const removed: string[] = []
  for (const entry of entries) {
    if ('listed' in entry) known.set(entry.listed, entry.members)
    else if ('creating' in entry) claims.set(entry.n, { note: entry.creating, path: undefined })
    else if ('gone' in entry) {
      const path = claims.get(entry.n)?.path
      if (path !== undefined) removed.push(path)
      claims.delete(entry.n)
    } else {
      const claim = claims.get(entry.n)
      if (claim !== undefined) claims.set(entry.n, { ...claim, path: entry.at })
    }
  }
  return [...claims.values()].map((claim) => {
    const listed = known.get(claim.note.list?.path ?? '')
    return listed === undefined ? claim : { ...claim, known: [...listed, ...removed] }
  })
}
