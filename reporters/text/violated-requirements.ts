import type { Report } from '../../src/report/report.ts'
import { gatingCauses } from './gating-causes.ts'

/** The ids of the requirements that the causes of the verdict violate, as all reports count them. */
export function violatedRequirements(report: Pick<Report, 'causes' | 'level' | 'requirements'>): ReadonlySet<string> {
  const { level, requirements } = report
  const violated = new Set(gatingCauses(report).flatMap(({ requirement, also }) => [requirement, ...also]))
  // A cause may also hold findings of a lower level.
  for (const each of requirements) if (each.level !== 'must' && each.level !== level) violated.delete(each.id)
  return violated
}
