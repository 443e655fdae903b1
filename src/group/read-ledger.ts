import { readFileSync } from 'node:fs'
import { UserError } from '../source/mistake.ts'
import { isObject } from '../json/pointer.ts'
import type { Claim, LedgerEntry, LedgerHead, Fingerprint } from './ledger.ts'
import { mergeFingerprints } from './fingerprint.ts'

export interface OpenLedger {
  readonly head: LedgerHead
  /** What may still be on the target. */
  readonly claims: readonly Claim[]
}

/**
 * Reads a ledger that a run has left. A last line that was cut off is one that was never carried out.
 * @throws UserError where there is none, or it is none.
 */
export function readLedger(file: string): OpenLedger {
  const [first, ...lines] = readLines(file)
  const head = first === undefined ? undefined : parse(first)
  if (!isHead(head))
    throw new UserError(`${file} is no ledger of this tool; look at what it is before you take it away`)
  return { head, claims: claimsIn(lines.flatMap((line) => toEntry(parse(line)))) }
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new UserError(
      missing
        ? `there is no ledger ${file}: no run that was started here has left anything`
        : `the ledger ${file} cannot be read: ${(cause as Error).message}`,
      { cause },
    )
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isHead(value: unknown): value is LedgerHead {
  return isObject(value) && value['ledger'] === 1 && typeof value['target'] === 'string'
}

function toEntry(value: unknown): readonly LedgerEntry[] {
  const whole = isObject(value) && typeof value['group'] === 'string' && typeof value['key'] === 'string'
  return whole ? [value as unknown as LedgerEntry] : []
}

/** What may still be on the target after all of these. */
export function claimsIn(entries: readonly LedgerEntry[]): readonly Claim[] {
  const claims = new Map<string, Claim & { readonly standing?: Fingerprint }>()
  for (const entry of entries) {
    const { group, key } = entry
    const place = JSON.stringify([group, key])
    const known = claims.get(place) ?? { group, key, fingerprints: [], ids: [] }
    if ('gone' in entry) claims.delete(place)
    else if ('writing' in entry)
      claims.set(place, { ...known, fingerprints: [...known.fingerprints, ...looks(entry.writing, known)] })
    else claims.set(place, { ...known, ids: [...known.ids, entry.identified], ...stands(known) })
  }
  return [...claims.values()].map(({ group, key, fingerprints, ids }) => ({ group, key, fingerprints, ids }))
}

/** What a write may leave: itself, or itself on top of what stood there. */
function looks(writing: Fingerprint, { standing }: { readonly standing?: Fingerprint }): readonly Fingerprint[] {
  return standing === undefined ? [writing] : [writing, mergeFingerprints(standing, writing)]
}

/** Once a write was answered with an id it is what the next one may be put on top of: the last of the fingerprints has all of it. */
function stands({ fingerprints }: Claim): { readonly standing?: Fingerprint } {
  const standing = fingerprints.at(-1)
  return standing === undefined ? {} : { standing }
}
