import type { ReportedFinding } from '../../src/report/report.ts'

/** The levels in their order. */
export const RANK = { must: 0, should: 1, observe: 2 }

/** Compares two findings for a sort by level: must, should, observe. */
export function byLevel(a: Pick<ReportedFinding, 'level'>, b: Pick<ReportedFinding, 'level'>): number {
  return RANK[a.level] - RANK[b.level]
}
