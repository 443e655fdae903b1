import { type LedgerFile, type LedgerOptions, openLedger } from './ledger-file.ts'
import type { Ledger } from './ledger.ts'

/** The open ledgers of a run. */
export interface Ledgers extends Omit<LedgerFile, 'files'> {
  readonly files: readonly string[]
}

/**
 * Creates the ledger of each group. Groups may share a file; a group without a file of its own uses the first.
 * @param files the path of the ledger by group
 * @throws UserError where a file exists already or cannot be written; files that were created before are deleted.
 */
export function openLedgers(files: ReadonlyMap<string, string>, options: LedgerOptions): Ledgers {
  const open = openEach([...new Set(files.values())], options)
  const of = (group: string): Ledger => {
    const found = open.get(files.get(group) ?? '') ?? [...open.values()][0]
    if (found === undefined) throw new Error('a run with a ledger has a group')
    return found.ledger
  }
  return {
    files: [...open.keys()],
    ledger: {
      writing: (place, fingerprint) => of(place.group).writing(place, fingerprint),
      identified: (place, id) => of(place.group).identified(place, id),
      gone: (place) => of(place.group).gone(place),
    },
    keep: () => {
      for (const { keep } of open.values()) keep()
    },
    discard: () => {
      for (const { discard } of open.values()) discard()
    },
  }
}

function openEach(paths: readonly string[], options: LedgerOptions): ReadonlyMap<string, LedgerFile> {
  const open = new Map<string, LedgerFile>()
  try {
    for (const path of paths) open.set(path, openLedger(path, options))
  } catch (error) {
    for (const { discard } of open.values()) discard()
    throw error
  }
  return open
}
