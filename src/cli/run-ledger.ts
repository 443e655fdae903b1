import { existsSync } from 'node:fs'
import { isLoopback } from '../config/loopback.ts'
import type { Settings } from '../config/settings.ts'
import { type LedgerFile, openLedger } from '../group/ledger-file.ts'
import { readLedger } from '../group/read-ledger.ts'
import { writes } from '../plan/writes.ts'
import { cleanupLine } from './cleanup-line.ts'
import { recoverAll } from './recover-all.ts'
import type { Planned } from './plan-from-flags.ts'

/**
 * Opens the ledger of a run that writes to a target of the user; otherwise returns undefined. On this machine, entries that an
 * earlier run left on the same target are removed first. On other machines, the user decides with `conform cleanup`.
 * @throws UserError for a ledger that cannot be read or written.
 */
export async function openRunLedger(
  file: string,
  planned: Planned,
  settings: Settings,
): Promise<LedgerFile | undefined> {
  const { target } = settings
  if (target === undefined || !planned.cases.some(writes)) return undefined
  const local = isLoopback(target)
  if (local && existsSync(file)) await removeLeftovers(file, planned, settings)
  return openLedger(file, {
    contract: planned.bundle.contract.name,
    target: nameOf(target),
    durable: !local,
    cleanup: cleanupLine({ ledger: file }, nameOf(target)),
  })
}

async function removeLeftovers(file: string, { bundle }: Planned, settings: Settings): Promise<void> {
  const { head, claims } = readLedger(file)
  if (settings.target === undefined || head.target !== nameOf(settings.target) || isAlive(head.pid)) return
  process.stderr.write(`the ledger ${file} is from an earlier run; its entries on the target are removed first\n`)
  await recoverAll({ file, claims, bundle, settings })
}

/** Returns the name of a target in a ledger: origin and path, without a slash at the end. */
export function nameOf({ origin, pathname }: URL): string {
  return origin + pathname.replace(/\/$/, '')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
