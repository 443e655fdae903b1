import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../source/mistake.ts'
import { TOOL } from '../source/tool.ts'
import type { Ledger, LedgerEntry, LedgerHead } from './ledger.ts'

export interface LedgerFile {
  readonly ledger: Ledger
  /** Takes the file away: nothing of ours is left. */
  readonly discard: () => void
  /** Leaves it for `conform cleanup`. */
  readonly keep: () => void
}

export interface LedgerOptions {
  readonly contract: string
  readonly target: string
  /** Whether each entry is on the disk before it is acted on, so that it outlives a power loss and not only us. */
  readonly durable: boolean
}

/**
 * Opens a new ledger in a file that must not be there yet.
 * @throws UserError where it cannot be written, or an earlier run has left one.
 */
export function openLedger(file: string, { contract, target, durable }: LedgerOptions): LedgerFile {
  const descriptor = open(file)
  const write = (line: LedgerHead | LedgerEntry): void => {
    writeSync(descriptor, `${JSON.stringify(line)}\n`)
    if (durable) fdatasyncSync(descriptor)
  }
  const startedAt = new Date().toISOString()
  write({ ledger: 1, tool: TOOL.version, contract, target, startedAt, pid: process.pid })
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

function open(file: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new UserError(
      code === 'EEXIST'
        ? `an earlier run has left ${file}: what it put on its target may still be there. \`conform cleanup\` removes it; if that run is still at work, give this one another --ledger FILE`
        : `the ledger ${file}, in which the run notes what it is about to create, cannot be written (${code ?? ''}); name another place with --ledger FILE`,
      { cause },
    )
  }
}

/** The name of a new file is part of its folder. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch {
    // Some file systems cannot do that for a folder; the file itself is synced all the same.
  } finally {
    closeSync(descriptor)
  }
}
