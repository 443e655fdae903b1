import { plainLines } from '../../../reporters/text/plain-text.ts'
import { UserError } from '../../source/mistake.ts'

/** Masks secrets. Before a run there are no secrets. */
let guard = (text: string): string => text

/** Sets the mask of all later crash messages. */
export function guardCrashes(mask: (text: string) => string): void {
  guard = mask
}

/** Returns the message for an error that ends the command: masked, and with control characters escaped. */
export function crashMessage(error: unknown): string {
  const message =
    error instanceof UserError
      ? error.message
      : (diskMessage(error) ?? `${DEFECT}${String((error as Error).stack ?? error)}`)
  return `${plainLines(guard(message)).join('\n')}\n`
}

/** The message for a disk without space, also where another error names the file. */
function diskMessage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const cause = FULL[codeOf(error.cause)]
  return FULL[codeOf(error)] ?? (cause === undefined ? undefined : error.message)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Errors of a disk without space, by their code. */
const FULL: Readonly<Record<string, string | undefined>> = {
  ENOSPC: 'a file could not be written, since the disk is full (ENOSPC); free some space, and run the command again',
  EDQUOT:
    'a file could not be written, since the quota is used up (EDQUOT); free some space, and run the command again',
  EFBIG:
    'a file could not be written, since it reached the limit of the size of files (EFBIG); raise the limit, and run the command again',
}

const DEFECT = 'conform failed; this is a defect of the tool: '
