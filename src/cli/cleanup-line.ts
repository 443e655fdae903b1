import { flagsText } from '../config/replay-flags.ts'
import { calledAs } from './called-as.ts'
import { DEFAULT_LEDGER, type RunFlags } from './flags.ts'

/** The command that removes what a run left on its target. The default ledger needs no flag. */
export function cleanupLine(
  { config, ledger, insecure }: Pick<RunFlags, 'config' | 'ledger' | 'insecure'>,
  target: string | undefined,
): string {
  const named = ledger === DEFAULT_LEDGER ? undefined : ledger
  return `${calledAs()} cleanup${flagsText({ ledger: named, target, config, insecure })}`
}
