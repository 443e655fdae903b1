import { plainText } from '../../../reporters/text/plain-text.ts'
import { isLoopback } from '../../config/loopback.ts'
import type { Settings } from '../../config/settings.ts'
import { UserError } from '../../source/mistake.ts'
import { nameOf } from '../../group/ledger-name.ts'
import { cleanupLine } from '../flags/cleanup-line.ts'
import type { RunFlags } from '../flags/flags.ts'
import { planLines } from '../plan/plan-lines.ts'
import type { Planned } from '../plan/plan-from-flags.ts'
import { ledgerFiles } from './run-ledger.ts'
import { CANCELLED, confirm } from '../shell/confirm.ts'

/**
 * Prints the plan of a run against a remote target, and asks for a confirmation. With `--yes`, the function asks no question.
 * Returns true for a confirmed run, and for a target on this machine.
 * @throws UserError without a terminal and without `--yes`, and where the person ends the input.
 */
export async function askFirst(planned: Planned, settings: Settings, flags: RunFlags): Promise<boolean> {
  const { target } = settings
  if (target === undefined || isLoopback(target)) return true
  const lines = [
    `The target ${plainText(target.host)} is not on this machine. Plan of the run:`,
    ...(await planLines(planned, settings, flags)).map((line) => `  ${line}`),
    ...(flags.readOnly === true
      ? []
      : [
          `  ledger     ${plainText(ledgersText(flags.ledger, settings))}; to remove its entries after a killed run: ${plainText(cleanupLine(flags, nameOf(target)))}`,
        ]),
  ]
  process.stderr.write(`${lines.join('\n')}\n`)
  if (flags.yes === true) return true
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UserError(
      'the run needs a confirmation, but there is no terminal; add --yes to confirm, or --dry-run to print the plan only',
    )
  return confirm('Start the run? [y/N] ', CANCELLED)
}

function ledgersText(file: string | undefined, settings: Settings): string {
  return [...new Set(ledgerFiles(file, settings).values())].join(', ')
}
