import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { UserError } from '../../source/mistake.ts'

/** A terminal that takes answers of a person. */
export interface Terminal {
  /** @throws UserError where the person ends the input, with Ctrl-C or Ctrl-D. */
  readonly ask: (question: string) => Promise<string>
  readonly close: () => void
}

interface TerminalOptions {
  /** The message of an ended input. */
  readonly cancelled: string
  readonly input?: Readable
  readonly output?: Writable
}

/** Opens a terminal on standard input and standard error. */
export function openTerminal({ cancelled, input = process.stdin, output = process.stderr }: TerminalOptions): Terminal {
  const lines = createInterface({ input, output, terminal: true })
  return {
    async ask(question) {
      const ended = new AbortController()
      const onClose = (): void => ended.abort()
      lines.once('close', onClose)
      try {
        return await lines.question(question, { signal: ended.signal })
      } catch (error) {
        if ((error as Error).name !== 'AbortError') throw error
        output.write('\n')
        throw new UserError(cancelled, { cause: error })
      } finally {
        lines.off('close', onClose)
      }
    },
    close: () => lines.close(),
  }
}
