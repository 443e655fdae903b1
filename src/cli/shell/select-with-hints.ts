import type { PlannedCase } from '../../plan/planned-case.ts'
import { UserError } from '../../source/mistake.ts'
import { selectCurrent } from '../../plan/select/select-current.ts'

/**
 * The cases that the command line selects. A hint on stderr names the successor of each retired id.
 * @throws UserError where a pattern matches neither a case nor a retired id, and where all selected cases are excluded.
 */
export function selectWithHints(
  cases: readonly PlannedCase[],
  asked: Parameters<typeof selectCurrent>[1],
): readonly PlannedCase[] {
  const selection = selectCurrent(cases, asked)
  for (const hint of selection.hints) process.stderr.write(`${hint}\n`)
  if (selection.cases.length === 0 && asked.excluded !== undefined && asked.excluded.length > 0)
    throw new UserError('--exclude leaves no case: every selected case is excluded; leave out a pattern')
  return selection.cases
}
