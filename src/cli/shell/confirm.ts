import { plainText } from '../../../reporters/text/plain-text.ts'
import { openTerminal } from './terminal.ts'

/** The message of a run that was not confirmed. */
export const CANCELLED = 'the run is cancelled; no request was sent'

/** True for an answer that says yes. All else, and nothing, is a no. */
export function isYes(answer: string): boolean {
  return /^\s*y(es)?\s*$/i.test(answer)
}

/**
 * Asks a question at the terminal.
 * @param cancelled the message where the person ends the input or presses Ctrl-C
 * @throws UserError with that message
 */
export async function confirm(question: string, cancelled: string): Promise<boolean> {
  const terminal = openTerminal({ cancelled })
  try {
    return isYes(await terminal.ask(plainText(question)))
  } finally {
    terminal.close()
  }
}
