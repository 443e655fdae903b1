import { TOOL } from '../source/tool.ts'
import { createLines, type LedgerLines, type LineOptions } from './ledger-lines.ts'
import type { Ledger, LedgerEntry, LedgerHead } from './ledger.ts'

/** An open ledger file. */
export interface LedgerFile extends Pick<LedgerLines<LedgerEntry>, 'discard' | 'files' | 'keep'> {
  readonly ledger: Ledger
}

/** The names in the head of a ledger, and its durability. */
export interface LedgerOptions extends LineOptions {
  readonly contract: string
  readonly folder?: string | undefined
  readonly target: string
}

/**
 * Creates a ledger in a new file.
 * @throws UserError where the file exists already or cannot be written.
 */
export function openLedger(file: string, { contract, folder, target, durable, cleanup }: LedgerOptions): LedgerFile {
  const startedAt = new Date().toISOString()
  const origin = folder === undefined ? {} : { folder }
  const head: LedgerHead = { ledger: 1, tool: TOOL.version, contract, ...origin, target, startedAt, pid: process.pid }
  const { write, files, keep, discard } = createLines<LedgerHead | LedgerEntry>(file, head, { durable, cleanup })
  return {
    ledger: {
      writing: (place, fingerprint) => write({ ...place, writing: fingerprint }),
      identified: (place, id) => write({ ...place, identified: id }),
      gone: (place) => writeIfRoom(() => write({ ...place, gone: true })),
    },
    files,
    keep,
    discard,
  }
}

/** Without room for the note of a removal, the clean-up goes on: it would find no such member later. */
function writeIfRoom(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!NO_ROOM.has(String((error as NodeJS.ErrnoException).code))) throw error
  }
}

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
