import type { Wait } from '../send/waits.ts'
import type { Report, Result } from './report.ts'

/** The progress of a run, at an interval. */
export interface Progress {
  /** The count of requests so far. */
  readonly sent: number
  /** The requests per second of the last seconds. */
  readonly perSecond: number
  /** The time since the start of the run, in milliseconds. */
  readonly elapsedMs: number
  /** The estimated time until the end; omitted before enough was measured. */
  readonly leftMs?: number
  /** The wait that ends last; omitted where nothing waits. */
  readonly waiting?: Wait
}

/** An event of a run; the last event is the report. */
export type RunEvent =
  /** The start of a run, before its first request. */
  | {
      readonly type: 'start'
      readonly target: string
      /** Set for a target that the tool started for this run alone. */
      readonly embedded?: true
      /** Set for an audit: nothing is sent. */
      readonly recorded?: true
      readonly seed: number
      /** The count of selected cases. */
      readonly cases: number
      /** The count of groups in which cases run side by side. */
      readonly lanes: number
    }
  /** The start of a case. */
  | { readonly type: 'case'; readonly id: string; readonly title: string }
  /** The end of a case. A later result replaces the earlier one of its case: its member may still be there at the end of the run. */
  | { readonly type: 'result'; readonly result: Result }
  /** Sent at an interval, if the run reports its progress. */
  | ({ readonly type: 'progress' } & Progress)
  /** The run is interrupted, and removes the members that it knows to have created: `members` is their count. */
  | { readonly type: 'cleanup'; readonly members: number }
  /** The last event, with the data of the JSON report. */
  | ({ readonly type: 'report' } & Report)
