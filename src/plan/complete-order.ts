import type { PlannedCase } from './planned-case.ts'
import type { Portion } from './portion.ts'
import { nextPortion } from './property-portions.ts'

/**
 * The order of a run: the portions of a known order, then all others. Rows that the order does not know take turns: the first row of
 * every case, the second row of every case, and so on. A property has its first values then, and further values in growing portions
 * at the end. Each case is in the order to its end.
 */
export function completeOrder(cases: readonly PlannedCase[], known: readonly Portion[]): readonly Portion[] {
  const byId = new Map(cases.map((planned) => [planned.id, planned]))
  const reached: Reached = new Map()
  const order: Portion[] = []
  const add = (portion: Portion): void => {
    reached.set(portion.id, partWith(portion, reached.get(portion.id) ?? NOTHING))
    order.push(portion)
  }
  for (const portion of known) {
    const planned = byId.get(portion.id)
    if (planned !== undefined && fits(portion, planned, reached)) add(portion)
  }
  for (const planned of inTurns(cases.filter(({ id }) => !reached.has(id)))) add(firstPortion(planned))
  let open = openProperties(cases, reached)
  while (open.length > 0) {
    for (const { id, from } of open) add(nextPortion(id, from))
    open = openProperties(cases, reached)
  }
  return order
}

/** The part of a row that is in the order: all values below `end`, and the values of portions that start above it. */
interface Part {
  readonly end: number
  readonly above: readonly Portion[]
}

type Reached = Map<string, Part>

const NOTHING: Part = { end: 0, above: [] }

const WHOLE: Part = { end: Infinity, above: [] }

function partWith(portion: Portion, { end, above }: Part): Part {
  // Most portions are whole cases, and this function delays the first request of a run.
  if (portion.from <= end && portion.to === undefined) return WHOLE
  const all = [...above, portion].toSorted((one, other) => one.from - other.from)
  let reached = end
  for (const { from, to = Infinity } of all) if (from <= reached) reached = Math.max(reached, to)
  return { end: reached, above: all.filter(({ from }) => from > reached) }
}

/** An order of other suites may hold portions that a case does not have. */
function fits({ id, from, to }: Portion, { property }: PlannedCase, reached: Reached): boolean {
  if (reached.get(id)?.end === Infinity) return false
  const isWhole = from === 0 && to === undefined
  return isWhole || (property !== undefined && property.path === undefined)
}

/** The first portion of a row: a whole declared case, or the first values of a property. A single example is a whole case too. */
function firstPortion({ id, property }: PlannedCase): Portion {
  return property === undefined || property.path !== undefined ? { id, from: 0, to: undefined } : nextPortion(id, 0)
}

/** The first row of every case, then the second row of every case, and so on; cases in the order of the plan. */
function inTurns(cases: readonly PlannedCase[]): readonly PlannedCase[] {
  const turns: PlannedCase[][] = []
  const counts = new Map<string, number>()
  for (const planned of cases) {
    const turn = counts.get(planned.template) ?? 0
    counts.set(planned.template, turn + 1)
    const own = turns[turn]
    if (own === undefined) turns[turn] = [planned]
    else own.push(planned)
  }
  return turns.flat()
}

function openProperties(
  cases: readonly PlannedCase[],
  reached: Reached,
): readonly { readonly id: string; readonly from: number }[] {
  return cases.flatMap(({ id }) => {
    const from = reached.get(id)?.end ?? 0
    return from === Infinity ? [] : [{ id, from }]
  })
}
