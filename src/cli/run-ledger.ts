import { existsSync } from 'node:fs'
import { isLoopback } from '../config/loopback.ts'
import type { Settings } from '../config/settings.ts'
import { type LedgerFile, openLedger } from '../group/ledger-file.ts'
import { readLedger } from '../group/read-ledger.ts'
import { writes } from '../plan/writes.ts'
import { recoverAll } from './recover-all.ts'
import type { Planned } from './plan-from-flags.ts'

/**
 * The ledger of a run that writes to a target of the user's. What an earlier run has left on this machine, on the same target, is
 * removed first; anywhere else that is the user's to decide.
 */
export async function openRunLedger(
  file: string,
  planned: Planned,
  settings: Settings,
): Promise<LedgerFile | undefined> {
  const { target } = settings
  if (target === undefined || !planned.cases.some(writes)) return undefined
  const local = isLoopback(target)
  if (local && existsSync(file)) await removeWhatWasLeft(file, planned, settings)
  return openLedger(file, { contract: planned.bundle.contract.name, target: nameOf(target), durable: !local })
}

async function removeWhatWasLeft(file: string, { bundle }: Planned, settings: Settings): Promise<void> {
  const { head, claims } = readLedger(file)
  if (settings.target === undefined || head.target !== nameOf(settings.target) || isAlive(head.pid)) return
  process.stderr.write(`an earlier run has left ${file}: what of it is still on the target is removed first\n`)
  await recoverAll({ file, claims, bundle, settings })
}

/** How a target is called in a ledger. */
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
