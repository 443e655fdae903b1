import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../source/mistake.ts'
import { groupsIn, isActive, readLedger } from './read-ledger.ts'

/**
 * The ledger of another active run that writes to a group, among the ledgers in a folder; undefined where no other run is known.
 * @param target the name of the target, as in the head of a ledger
 */
export function activeRunIn(folder: string, { target, group }: { target: string; group: string }): string | undefined {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .find((name) => writesTo(join(folder, name), { target, group }))
}

function writesTo(file: string, { target, group }: { target: string; group: string }): boolean {
  try {
    const { head } = readLedger(file)
    return head.target === target && isActive(head) && groupsIn(file).has(group)
  } catch (error) {
    // Another file with this extension, or a ledger that its run has just deleted.
    if (error instanceof UserError) return false
    throw error
  }
}
