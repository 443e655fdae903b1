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

/** In a full proof every row is fired at every server, but of the values of a property each server has one in this many. */
const VALUES_SHARED_BY = 8

/** Of the rows of a case a conformant server is tried with one in this many, each with others: all of them together with all. */
const ROWS_SHARED_BY = 12

/**
 * What is fired at each subject. Of the rows of a case, and of the values of a property, each variant and null server is tried with
 * a share, so that all of them together are tried with all; a fault is tried first with what killed it before.
 */
export function ordersFor(subjects: readonly Subject[], ordering: Ordering): readonly Order[] {
  const shared = subjects.filter(({ kind }) => kind === 'variant' || kind === 'null')
  return subjects.map((subject) => {
    const part = shared.indexOf(subject)
    const { runs } = ordering
    if (subject.kind === 'fault' && !ordering.full) return { ...faultOrder(subject, ordering), runs }
    const all = { subject: subject.id, first: [], until: 'end', runs } as const
    if (subject.kind === 'reference') return { ...all, then: ordering.cases.map(({ id }) => id) }
    if (ordering.full) {
      const of = Math.min(VALUES_SHARED_BY, subjects.length)
      const share = { of, part: subjects.indexOf(subject) % of }
      return { ...all, then: ordering.cases.map(({ id }) => id), share }
    }
    return { ...all, then: rowsOf(ordering.cases, part, shared.length), share: { of: shared.length, part } }
  })
}

function rowsOf(cases: readonly PlannedCase[], part: number, servers: number): readonly string[] {
  const rows = new Map<string, string[]>()
  for (const { id, template } of cases) rows.set(template, [...(rows.get(template) ?? []), id])
  return [...rows.values()].flatMap((ofCase) => {
    const among = Math.min(ROWS_SHARED_BY, servers, ofCase.length)
    return ofCase.filter((_, index) => index % among === part % among)
  })
}

function faultOrder({ id }: Subject, { cases, record }: Ordering): Omit<Order, 'runs'> {
  const rows = cases.map((one) => one.id)
  const witnesses = Object.values(record.cases).flatMap(({ row, fault }) => (fault === id ? [row] : []))
  const first = new Set([record.faults[id], ...witnesses].filter((row) => row !== undefined))
  const known = rows.filter((row) => first.has(row))
  return { subject: id, first: known, then: rows.filter((row) => !first.has(row)), until: 'kill' }
}

/** All values of all properties at faults that nothing has killed before. */
export function ordersForSurvivors(survivors: readonly Subject[], { cases, runs }: Ordering): readonly Order[] {
  const rows = cases.flatMap(({ id, property }) => (property === undefined ? [] : [id]))
  return survivors.map(({ id }) => ({ subject: id, first: [], then: rows, until: 'kill', runs }))
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
