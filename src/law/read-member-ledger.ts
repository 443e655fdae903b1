import { readLines } from '../group/ledger-lines.ts'
import { isObject } from '../json/pointer.ts'
import type { CreateNote, MemberEntry, MemberLedgerHead } from './member-ledger.ts'

/** A member that may still exist. */
export interface LedgerClaim {
  readonly note: CreateNote
  /** The path of the member; undefined for a create without an answer. */
  readonly path: string | undefined
}

/** A ledger of members as read from its file. */
export interface OpenMemberLedger {
  readonly head: MemberLedgerHead
  /** In the order of the creates. */
  readonly claims: readonly LedgerClaim[]
}

/**
 * Reads a ledger of members. A truncated last line is ignored: its request was never sent. Undefined for any other file.
 * @throws UserError where the file cannot be read.
 */
export function readMemberLedger(file: string): OpenMemberLedger | undefined {
  const [first, ...lines] = readLines(file)
  if (!isHead(first)) return undefined
  return { head: first, claims: claimsIn(lines.filter(isEntry)) }
}

function isHead(value: unknown): value is MemberLedgerHead {
  return isObject(value) && value['ledger'] === 2 && typeof value['target'] === 'string'
}

function isEntry(value: unknown): value is MemberEntry {
  return isObject(value) && typeof value['n'] === 'number'
}

function claimsIn(entries: readonly MemberEntry[]): readonly LedgerClaim[] {
  const claims = new Map<number, LedgerClaim>()
  for (const entry of entries) {
    if ('creating' in entry) claims.set(entry.n, { note: entry.creating, path: undefined })
    else if ('gone' in entry) claims.delete(entry.n)
    else {
      const known = claims.get(entry.n)
      if (known !== undefined) claims.set(entry.n, { ...known, path: entry.at })
    }
  }
  return [...claims.values()]
}
