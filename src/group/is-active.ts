import type { LedgerHead } from './ledger.ts'

/** Returns true where another process on this machine has the id of the process that wrote the ledger. */
export function isActive({ pid }: Pick<LedgerHead, 'pid'>): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user exists, and may not be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
