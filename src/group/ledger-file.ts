import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import type { Ledger, LedgerEntry, LedgerHead } from './ledger.ts'

/** An open ledger file. */
export interface LedgerFile {
  readonly ledger: Ledger
  /** Closes and deletes the file: no member of the run is left. */
  readonly discard: () => void
  /** Closes the file and leaves it for `conform cleanup`. */
  readonly keep: () => void
}

/** The names in the head of a ledger, and its durability. */
export interface LedgerOptions {
  readonly contract: string
  readonly folder?: string | undefined
  readonly target: string
  /** True if each entry is synced to disk before its request, to survive a power loss. */
  readonly durable: boolean
  /** The command that removes the entries of an earlier ledger of the same name. */
  readonly cleanup: string
}

/**
 * Creates a ledger in a new file.
 * @throws UserError where the file exists already or cannot be written.
 */
export function openLedger(file: string, { contract, folder, target, durable, cleanup }: LedgerOptions): LedgerFile {
  const descriptor = open(file, cleanup)
  const write = (line: LedgerHead | LedgerEntry): void => {
    writeSync(descriptor, `${JSON.stringify(line)}\n`)
    if (durable) fdatasyncSync(descriptor)
  }
  const startedAt = new Date().toISOString()
  const origin = folder === undefined ? {} : { folder }
  write({ ledger: 1, tool: TOOL.version, contract, ...origin, target, startedAt, pid: process.pid })
  if (durable) syncFolder(dirname(file))
  const keep = (): void => closeSync(descriptor)
  return {
    ledger: {
      writing: (place, fingerprint) => write({ ...place, writing: fingerprint }),
      identified: (place, id) => write({ ...place, identified: id }),
      gone: (place) => write({ ...place, gone: true }),
    },
    keep,
    discard: () => {
      keep()
      rmSync(file, { force: true })
    },
  }
}

function open(file: string, cleanup: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw refuseLedger(file, cleanup, cause)
    throw new UserError(
      `the ledger ${file}, the record of members to be created, cannot be written (${code ?? ''}); choose another file with --ledger FILE`,
      { cause },
    )
  }
}

/** The error for a ledger of another run, which may have ended or still be active. */
export function refuseLedger(file: string, cleanup: string, cause?: unknown): UserError {
  return new UserError(
    `an earlier run left the ledger ${file}: members that the run created may still exist on its target. Remove them with \`${cleanup}\`; if the earlier run is still active, choose another group, or another file with --ledger FILE`,
    { cause },
  )
}

/** Syncs the folder: a new file name is data of its folder. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch {
    // Some file systems cannot sync a folder; the file itself is synced.
  } finally {
    closeSync(descriptor)
  }
}
