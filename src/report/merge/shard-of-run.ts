import type { Report } from '../report.ts'
import type { ShardReport } from '../shard-report.ts'

/** The report of a shard. */
export interface ShardOfRun extends Report {
  readonly shard: ShardReport
}

/** True for the report of a shard. */
export function isShardOfRun(report: Report): report is ShardOfRun {
  return report.shard !== undefined
}
