import { addNew } from '../../json/add-new.ts'
import type { PlannedCase } from '../planned-case.ts'
import type { Portion } from './portion.ts'
import { hasManyValues, nextPortion } from './property-portions.ts'

/**
 * Returns the order of a run. First come the portions of a known order. Cases that it does not know follow, each with its first row or the
 * first values of a property. The rest is in the order of the plan, so that rows of one case are together and share set-ups.
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
  const begun = new Set([...reached.keys()].map((id) => byId.get(id)?.template))
  for (const planned of cases) {
    if (!addNew(begun, planned.template)) continue
    add(firstPortion(planned))
  }
  for (const { id } of cases) {
    const from = reached.get(id)?.end ?? 0
    if (from !== Infinity) add({ id, from, to: undefined })
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
function fits({ id, from, to }: Portion, planned: PlannedCase, reached: Reached): boolean {
  if (reached.get(id)?.end === Infinity) return false
  const isWhole = from === 0 && to === undefined
  return isWhole || hasManyValues(planned)
}

/** The first portion of a row: the first values of a property, or a whole case that is tried once. */
function firstPortion(planned: PlannedCase): Portion {
  const { id } = planned
  return hasManyValues(planned) ? nextPortion(id, 0) : { id, from: 0, to: undefined }
}
