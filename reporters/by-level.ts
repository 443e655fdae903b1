import type { ReportedFinding } from '../src/report/report.ts'

const RANK = { must: 0, should: 1, observe: 2 }

/** Sorts findings: must, should, observe. */
export function byLevel(one: Pick<ReportedFinding, 'level'>, other: Pick<ReportedFinding, 'level'>): number {
  return RANK[one.level] - RANK[other.level]
}
