import { plainLines } from '../../reporters/plain-text.ts'
import { UserError } from '../source/mistake.ts'

/** Takes out what must not be printed: none before a run knows any secrets. */
let guard = (text: string): string => text

/** From now on nothing that is told of a failure holds what this takes out. */
export function guardCrashes(mask: (text: string) => string): void {
  guard = mask
}

/** What standard error says of an error that ended the command. A file of the user's may hold anything; line ends alone stay. */
export function crashMessage(error: unknown): string {
  const said = error instanceof UserError ? error.message : `${DEFECT}${String((error as Error).stack ?? error)}`
  return `${plainLines(guard(said)).join('\n')}\n`
}

const DEFECT = 'conform failed; this is a defect of the tool: '
