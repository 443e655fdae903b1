import { flagsText } from '../../config/replay-flags.ts'
import { calledAs } from '../shell/called-as.ts'
import type { RunFlags } from './flags.ts'

/** The command that removes what a run left on its target. Default ledgers need no flag. */
export function cleanupLine(
  { config, ledger, insecure }: Pick<RunFlags, 'config' | 'ledger' | 'insecure'>,
  target: string | undefined,
): string {
  return `${calledAs()} cleanup${flagsText({ ledger, target, config, insecure })}`
}
