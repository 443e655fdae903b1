import type { Report } from '../../src/report/report.ts'

/** A case that the run did not reach. It has no result. */
export interface Unreached {
  readonly id: string
  readonly status: 'skip'
  readonly reason: string
  readonly durationMs: 0
}

/** The cases that the run did not reach, with the reason of the early end. */
export function unreachedOf({ notReached = [], reason, interrupted }: Report): readonly Unreached[] {
  const why = reason ?? (interrupted === true ? 'the run was interrupted' : 'the run ended early')
  return notReached.map((id) => ({ id, status: 'skip', reason: `not reached: ${why}`, durationMs: 0 }))
}
