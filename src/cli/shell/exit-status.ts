import type { Report } from '../../report/report.ts'

/** The exit status of a run: 0 for a target that conforms, 1 for one that violates, 3 without a verdict. */
export function exitStatus({ verdict, interrupted }: Pick<Report, 'verdict' | 'interrupted'>): number {
  if (interrupted === true) return 3
  return { conforms: 0, violates: 1, inconclusive: 3 }[verdict]
}
