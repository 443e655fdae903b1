import { plainLines } from '../../reporters/plain-text.ts'
import { UserError } from '../source/mistake.ts'

/** Masks secrets. Before a run there are no secrets. */
let guard = (text: string): string => text

/** Sets the mask of all later crash messages. */
export function guardCrashes(mask: (text: string) => string): void {
  guard = mask
}

/** Returns the message for an error that ends the command: masked, and with control characters escaped. */
export function crashMessage(error: unknown): string {
  const message = error instanceof UserError ? error.message : `${DEFECT}${String((error as Error).stack ?? error)}`
  return `${plainLines(guard(message)).join('\n')}\n`
}

const DEFECT = 'conform failed; this is a defect of the tool: '
