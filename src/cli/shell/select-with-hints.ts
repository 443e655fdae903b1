import type { PlannedCase } from '../../plan/planned-case.ts'
import { selectCurrent } from '../../plan/select/select-current.ts'

/**
 * The cases that the command line selects. A hint on stderr names the successor of each retired id.
 * @throws UserError where a pattern matches neither a case nor a retired id.
 */
export function selectWithHints(
  cases: readonly PlannedCase[],
  asked: Parameters<typeof selectCurrent>[1],
): readonly PlannedCase[] {
  const selection = selectCurrent(cases, asked)
  for (const hint of selection.hints) process.stderr.write(`${hint}\n`)
  return selection.cases
}
