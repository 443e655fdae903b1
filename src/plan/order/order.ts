import type { KnownKills } from './known-kill.ts'
import type { PlannedCase } from '../planned-case.ts'
import { type Batches, createBatches } from './open-batches.ts'
import type { Portion } from './portion.ts'
import { nextPortion } from './property-portions.ts'

/** The state and the cost that a case shares with others of a batch. */
export interface BatchSharing {
  /** A text that is equal for cases of one batch. */
  readonly state: string
  /** The cost of a further case, or of a further value of a property, in a batch: its expected requests, or less where they go out together. */
  readonly each: number
}

/** The inputs of an order. */
export interface Ordering {
  readonly cases: readonly PlannedCase[]
  readonly kills: KnownKills
  /** The expected requests of a declared case, or of a property with the value at an index. */
  readonly costOf: (planned: PlannedCase, value: number) => number
  /** The batches that a case can join; undefined for a case that shares nothing. Default: no case shares anything. */
  readonly sharing?: (planned: PlannedCase) => BatchSharing | undefined
}

/**
 * The worth of a kill by the count of earlier kills of the fault. A second kill of a fault is worth little: among the known faults, more
 * worth for it finds fewer of a third whose kills the order does not know.
 */
const WORTH = [1, 0.1]

/**
 * The worth of the first row of a case, and of the first row with a requirement. Each further row of the case keeps a share of the one
 * before it, and at least a share of the first: it may find unknown faults.
 */
const FIRST_OF_CASE = 0.35
const FIRST_OF_REQUIREMENT = 3
const KEPT = 0.5
const KEPT_AT_LEAST = 0.05

/**
 * The worth of the first row of a case with a value in a column, such as a type. Each further row with the value keeps a share. Of a third of
 * the faults whose kills the order does not know, this finds one more in a hundred.
 */
const FIRST_WITH_VALUE = 0.03
const KEPT_WITH_VALUE = 0.3

/**
 * The portions of all cases, the most telling first. The greedy search takes the portion with the highest worth a request: faults that no
 * portion before it kills, and the chance of unknown faults. A case that shares the state of a late batch joins it, since its set-up
 * and its snapshots are paid for. Pure; equal inputs give the same order.
 */
export function orderByKills({ cases, kills, costOf, sharing }: Ordering): readonly Portion[] {
  const killsOf = killsByRow(kills)
  const batches = createBatches()
  const state: State = { found: new Map(), rows: new Map(), columns: new Map(), requirements: new Set(), batches }
  let queue = cases
    .map((planned, index): Candidate => {
      const costAt = (value: number): number => Math.max(1, costOf(planned, value))
      const own = killsOf.get(planned.id) ?? []
      const fixed = { planned, index, sharing: sharing?.(planned), costAt, kills: own, columns: columnsOf(planned) }
      return { ...fixed, from: 0, taken: new Set() }
    })
    .map((candidate) => best(candidate, state))
    .toSorted(byWorth)
  while (queue.length > 0) {
    const { candidate, portion } = takeBest(queue, state)
    const shared = candidate.sharing?.state
    const opens = batches.add(portion, shared, costOfPortion(portion, candidate, batches))
    note(portion, candidate, state)
    if (portion.to !== undefined) insert(best(after(portion, candidate), state), queue)
    if (opens) queue = again(queue, shared, state)
  }
  return batches.portions()
}

/** The queue after the begin of a batch: the cases that may join it have become cheaper. */
function again(queue: readonly Choice[], shared: string | undefined, state: State): Choice[] {
  return queue
    .map((choice) => (choice.candidate.sharing?.state === shared ? best(choice.candidate, state) : choice))
    .toSorted(byWorth)
}

/**
 * Takes the choice with the highest worth; of equals, the first in the plan. Without a new batch no other choice gains worth. So the worth
 * in the queue is an upper bound, and only choices at the head of the queue are worked out again.
 */
function takeBest(queue: Choice[], state: State): Choice {
  for (;;) {
    const head = queue.shift()
    if (head === undefined) throw new Error('an order has a candidate as long as a case is open')
    const current = best(head.candidate, state)
    const [next] = queue
    if (next === undefined || byWorth(current, next) <= 0) return current
    insert(current, queue)
  }
}

/** Inserts a choice into a queue that is sorted by worth. */
function insert(choice: Choice, queue: Choice[]): void {
  let [low, high] = [0, queue.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = queue[middle]
    if (other !== undefined && byWorth(other, choice) < 0) low = middle + 1
    else high = middle
  }
  queue.splice(low, 0, choice)
}

function byWorth(one: Choice, other: Choice): number {
  return other.worth - one.worth || one.candidate.index - other.candidate.index
}

interface Candidate {
  readonly planned: PlannedCase
  /** The place in the plan. */
  readonly index: number
  readonly sharing: BatchSharing | undefined
  /** The requests of one attempt with the value at an index. */
  readonly costAt: (value: number) => number
  /** The kills of the row, by value. */
  readonly kills: readonly RowKill[]
  /** A text for the value of the row in each column of its case. */
  readonly columns: readonly string[]
  /** All values below are in the order. */
  readonly from: number
  /** The values from `from` on that are in the order. */
  readonly taken: ReadonlySet<number>
}

interface RowKill {
  readonly fault: string
  readonly value: number
}

interface State {
  /** The count of kills by fault. */
  readonly found: Map<string, number>
  /** The count of portions by case. */
  readonly rows: Map<string, number>
  /** The count of portions by case, column and value. */
  readonly columns: Map<string, number>
  readonly requirements: Set<string>
  readonly batches: Batches
}

function killsByRow(kills: KnownKills): ReadonlyMap<string, readonly RowKill[]> {
  const rows = new Map<string, RowKill[]>()
  for (const [fault, known] of Object.entries(kills))
    for (const { row, value } of known) {
      const own = rows.get(row)
      if (own === undefined) rows.set(row, [{ fault, value }])
      else own.push({ fault, value })
    }
  return rows
}

function columnsOf({ template, values }: PlannedCase): readonly string[] {
  return Object.entries(values).map(([column, value]) => JSON.stringify([template, column, value]))
}

interface Choice {
  readonly candidate: Candidate
  readonly portion: Portion
  /** The worth a request. */
  readonly worth: number
}

/** The portion of a candidate with the highest worth a request. */
function best(candidate: Candidate, state: State): Choice {
  const choices = portionsOf(candidate).map((portion) => ({
    candidate,
    portion,
    worth: worthOf(portion, candidate, state),
  }))
  return choices.reduce((chosen, choice) => (choice.worth > chosen.worth ? choice : chosen))
}

/** The values of one portion for known kills lie within this many values. */
const SPAN = 8

/** The next portions to choose from: a whole case; the next values of a property, or the values around its known kills. */
function portionsOf({ planned, kills, from, taken }: Candidate): readonly Portion[] {
  const { id, property } = planned
  if (property === undefined) return [{ id, from: 0, to: undefined }]
  const values = [...new Set(kills.map(({ value }) => value))].filter((value) => value >= from && !taken.has(value))
  const spans = values.flatMap((first) =>
    values.flatMap((last) => (last >= first && last < first + SPAN ? [{ id, from: first, to: last + 1 }] : [])),
  )
  return [nextPortion(id, from), ...spans]
}

/** A property with the values of a portion in the order. */
function after({ from: first, to = first }: Portion, { from, taken, ...rest }: Candidate): Candidate {
  const all = new Set(taken)
  for (let value = first; value < to; value += 1) all.add(value)
  let end = from
  while (all.delete(end)) end += 1
  return { ...rest, from: end, taken: all }
}

function worthOf(portion: Portion, candidate: Candidate, state: State): number {
  const { found, rows, columns, requirements, batches } = state
  const { planned } = candidate
  let worth = FIRST_OF_CASE * Math.max(KEPT_AT_LEAST, KEPT ** (rows.get(planned.template) ?? 0))
  if (planned.requirements.some((id) => !requirements.has(id))) worth += FIRST_OF_REQUIREMENT
  for (const value of candidate.columns) worth += FIRST_WITH_VALUE * KEPT_WITH_VALUE ** (columns.get(value) ?? 0)
  for (const fault of killsIn(portion, candidate)) worth += WORTH[found.get(fault) ?? 0] ?? 0
  return worth / costOfPortion(portion, candidate, batches)
}

/** The requests of the new values of a portion, or of one value where all are known. */
function costOfPortion({ from, to = from + REST }: Portion, candidate: Candidate, batches: Batches): number {
  const { planned, sharing, costAt, taken } = candidate
  const costs: number[] = []
  if (planned.property === undefined) costs.push(costAt(0))
  else for (let value = from; value < to; value += 1) if (!taken.has(value)) costs.push(costAt(value))
  const [first = costAt(from)] = costs
  if (sharing === undefined) return costs.reduce((total, cost) => total + cost, 0) || first
  const begin = batches.isOpen(sharing.state) ? sharing.each : first
  return begin + Math.max(0, costs.length - 1) * sharing.each
}

/** The faults that the new values of a portion kill. */
function killsIn({ from, to = Infinity }: Portion, { kills, taken }: Candidate): readonly string[] {
  return kills.flatMap(({ fault, value }) => (value >= from && value < to && !taken.has(value) ? [fault] : []))
}

/** The count of values that the open last portion of a property is taken to have. */
const REST = 40

function note(portion: Portion, candidate: Candidate, { found, rows, columns, requirements }: State): void {
  const { template, requirements: own } = candidate.planned
  rows.set(template, (rows.get(template) ?? 0) + 1)
  for (const value of candidate.columns) columns.set(value, (columns.get(value) ?? 0) + 1)
  for (const id of own) requirements.add(id)
  for (const fault of killsIn(portion, candidate)) found.set(fault, (found.get(fault) ?? 0) + 1)
}
