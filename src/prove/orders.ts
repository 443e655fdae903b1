import type { PlannedCase } from '../plan/planned-case.ts'
import type { ProofRecord } from './record.ts'
import type { Order, Subject } from './subject.ts'

export interface Ordering {
  readonly cases: readonly PlannedCase[]
  readonly record: ProofRecord
  /** Everything at everything, to the end. */
  readonly full: boolean
  readonly runs: number
}

/**
 * What is fired at each subject. Of the values of a property each conformant server is tried with a share, so that all of them
 * together are tried with all; a fault is tried first with what killed it before.
 */
export function ordersFor(subjects: readonly Subject[], ordering: Ordering): readonly Order[] {
  const shared = subjects.filter(({ kind }) => kind === 'variant' || kind === 'null')
  return subjects.map((subject) => {
    const part = shared.indexOf(subject)
    const share = ordering.full || part < 0 ? {} : { share: { of: shared.length, part } }
    return { ...orderFor(subject, ordering), runs: ordering.runs, ...share }
  })
}

function orderFor({ id, kind }: Subject, { cases, record, full }: Ordering): Omit<Order, 'runs'> {
  const rows = cases.map((one) => one.id)
  if (full || kind !== 'fault') return { subject: id, first: [], then: rows, until: 'end' }
  const witnesses = Object.values(record.cases).flatMap(({ row, fault }) => (fault === id ? [row] : []))
  const first = new Set([record.faults[id], ...witnesses].filter((row) => row !== undefined))
  const known = rows.filter((row) => first.has(row))
  return { subject: id, first: known, then: rows.filter((row) => !first.has(row)), until: 'kill' }
}

/** All rows of some cases at each fault: whether they kill any. */
export function ordersForIdle(
  faults: readonly Subject[],
  idle: readonly PlannedCase[],
  { runs }: Pick<Ordering, 'runs'>,
): readonly Order[] {
  const rows = idle.map(({ id }) => id)
  return faults.map(({ id }) => ({ subject: id, first: rows, then: [], until: 'end', runs }))
}
