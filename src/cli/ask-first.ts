import { createInterface } from 'node:readline/promises'
import { plainText } from '../../reporters/plain-text.ts'
import { isLoopback } from '../config/loopback.ts'
import type { Settings } from '../config/settings.ts'
import { UserError } from '../source/mistake.ts'
import { DEFAULT_LEDGER, type RunFlags } from './flags.ts'
import { planLines } from './plan-lines.ts'
import type { Planned } from './plan-from-flags.ts'

/**
 * Says what a run will do to a target that is not on this machine, and asks whether it shall; `--yes` has answered already.
 * Returns whether to go on.
 * @throws UserError where nobody is there to be asked.
 */
export async function askFirst(planned: Planned, settings: Settings, flags: RunFlags): Promise<boolean> {
  const { target } = settings
  if (target === undefined || isLoopback(target)) return true
  const lines = [
    `${plainText(target.host)} is not on this machine. This run`,
    ...(await planLines(planned, settings, flags)).map((line) => `  ${line}`),
    ...(flags.readOnly === true
      ? []
      : [
          `  notes      what it creates in ${plainText(flags.ledger ?? DEFAULT_LEDGER)}; if it is killed, \`conform cleanup\` removes that`,
        ]),
  ]
  process.stderr.write(`${lines.join('\n')}\n`)
  if (flags.yes === true) return true
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UserError('there is no terminal to ask at: --yes goes on without asking, --dry-run only shows the plan')
  return isYes(await ask('Go on? [y/N] '))
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

function isYes(answer: string): boolean {
  return /^\s*y(es)?\s*$/i.test(answer)
}
