import { closeSync, openSync, readSync } from 'node:fs'
import { UserError } from '../source/mistake.ts'
import { isObject } from '../json/pointer.ts'
import type { Claim, LedgerEntry, LedgerHead, Fingerprint } from './ledger.ts'
import { mergeFingerprints } from './fingerprint.ts'
import { damagedLines, parseLine, readLines } from './ledger-lines.ts'

/** A ledger as read from its file. */
export interface OpenLedger {
  readonly head: LedgerHead
  /** Members that may still exist on the target. */
  readonly claims: readonly Claim[]
  /** The places of damaged lines, as `file:line`: the members in them are not known. */
  readonly damaged: readonly string[]
}

/**
 * Reads the ledger of an earlier run. A truncated last line is ignored: its request was never sent. Other damaged lines are told.
 * @throws UserError where the file is missing, unreadable or not a ledger.
 */
export function readLedger(file: string): OpenLedger {
  const [head, ...lines] = readLines(file)
  if (!isHead(head)) throw new UserError(`${file} is not a ledger of this tool; inspect the file before you delete it`)
  const damaged = damagedLines(file, (line) => toEntry(line).length > 0)
  return { head, claims: claimsIn(lines.flatMap(toEntry)), damaged }
}

/** The head of a ledger, without its entries; undefined for any other file. */
export function readHead(file: string): LedgerHead | undefined {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(LONGEST_HEAD)
    const [line = ''] = bytes.toString('utf8', 0, readSync(descriptor, bytes)).split('\n')
    const head = parseLine(line)
    return isHead(head) ? head : undefined
  } finally {
    closeSync(descriptor)
  }
}

/** The most bytes of a head: two paths and a URL. */
const LONGEST_HEAD = 16_384

/** The groups in all entries of a ledger, those of removed members included. */
export function groupsIn(file: string): ReadonlySet<string> {
  return new Set(readLines(file).flatMap((line) => toEntry(line).map(({ group }) => group)))
}

function isHead(value: unknown): value is LedgerHead {
  return isObject(value) && value['ledger'] === 1 && typeof value['target'] === 'string'
}

function toEntry(value: unknown): readonly LedgerEntry[] {
  if (!isObject(value) || typeof value['group'] !== 'string' || typeof value['key'] !== 'string') return []
  const tells = value['gone'] === true || typeof value['identified'] === 'string' || isFingerprint(value['writing'])
  return tells ? [value as unknown as LedgerEntry] : []
}

function isFingerprint(value: unknown): value is Fingerprint {
  return isObject(value) && [value['values'], value['tails'], value['origins']].every(isOfTexts)
}

function isOfTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string')
}

/** The members that may still exist after these entries. */
export function claimsIn(entries: readonly LedgerEntry[]): readonly Claim[] {
  const claims = new Map<string, Claim & { readonly standing?: Fingerprint }>()
  for (const entry of entries) {
    const { group, key } = entry
    const place = JSON.stringify([group, key])
    const known = claims.get(place) ?? { group, key, fingerprints: [], ids: [] }
    if ('gone' in entry) claims.delete(place)
    else if ('writing' in entry)
      claims.set(place, {
        ...known,
        fingerprints: [...known.fingerprints, ...possibleFingerprints(entry.writing, known)],
      })
    else claims.set(place, { ...known, ids: [...known.ids, entry.identified], ...standingOf(known) })
  }
  return [...claims.values()].map(({ group, key, fingerprints, ids }) => ({ group, key, fingerprints, ids }))
}

/** The fingerprints that a write may leave: its own, or its own merged into that of the standing member. */
function possibleFingerprints(
  writing: Fingerprint,
  { standing }: { readonly standing?: Fingerprint },
): readonly Fingerprint[] {
  return standing === undefined ? [writing] : [writing, mergeFingerprints(standing, writing)]
}

/** After an answer with an id, the last fingerprint is that of the standing member. */
function standingOf({ fingerprints }: Claim): { readonly standing?: Fingerprint } {
  const standing = fingerprints.at(-1)
  return standing === undefined ? {} : { standing }
}
