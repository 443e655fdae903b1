import type { Bundle } from '../bundle/bundle.ts'
import type { PlannedCase } from '../plan/planned-case.ts'

/** The data that all assignments share; a worker thread loads it once. */
export interface WorkerContext {
  readonly bundle: Bundle
  /** Planned cases by row id. */
  readonly cases: ReadonlyMap<string, PlannedCase>
  readonly seed: number
}
