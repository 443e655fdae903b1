import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../source/mistake.ts'
import { groupsIn, readHead } from './read-ledger.ts'
import { isActive } from './is-active.ts'

/**
 * Returns the ledger of another active run that writes to a group, among those in a folder. Undefined if no other run is known.
 * @param target the name of the target, as in the head of a ledger
 */
export function activeRunIn(folder: string, { target, group }: { target: string; group: string }): string | undefined {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .find(({ name }) => writesTo(join(folder, name), { target, group }))?.name
}

function writesTo(file: string, { target, group }: { target: string; group: string }): boolean {
  try {
    const head = readHead(file)
    return head?.target === target && isActive(head) && groupsIn(file).has(group)
  } catch (error) {
    // The run of the ledger may have deleted the file just now, and a user may protect a file of another purpose.
    if (error instanceof UserError || (error as NodeJS.ErrnoException).code !== undefined) return false
    throw error
  }
}
