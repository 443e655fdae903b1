import { readOrder } from '../../bundle/order-files.ts'
import { completeOrder } from '../../plan/order/complete-order.ts'
import type { Portion } from '../../plan/order/portion.ts'
import type { Planned } from './plan-from-flags.ts'

/** The order in which a run fires its cases: cases that failed before, then those that are known to tell most. */
export function orderOfRun({
  bundle,
  cases,
  failed = [],
}: Pick<Planned, 'bundle' | 'cases' | 'failed'>): readonly Portion[] {
  return completeOrder(cases, [...failed.map(wholly), ...readOrder(bundle)])
}

function wholly(id: string): Portion {
  return { id, from: 0, to: undefined }
}
