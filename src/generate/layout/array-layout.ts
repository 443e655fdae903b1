import type { Engine } from '../shapes/engine.ts'
import type { ArrayShape } from '../shapes/shape.ts'
import { canBeDistinct } from './distinct-items.ts'
import { type ArrayLayout, itemFormula, type Slot, uniformFrom } from './slots.ts'

/** The options of an array layout. */
export interface Arranging {
  readonly length: number
  /** The exclusive bound of the height of items. */
  readonly height: number
  /** Reorders the choices for a slot; by default the plainest choice comes first. */
  readonly order?: (choices: readonly Slot[]) => readonly Slot[]
}

const MAX_STEPS = 20_000
const MAX_COMBINED = 4

/** The layout of an array of a length; undefined if none is found. */
export function arrange(engine: Engine, shape: ArrayShape, arranging: Arranging): ArrayLayout | undefined {
  if (arranging.length < shape.minItems || arranging.length > shape.maxItems) return undefined
  const twins = shape.repeated
    ? [...new Set([0, uniformFrom(shape)])].filter((twin) => twin + 1 < arranging.length)
    : [undefined]
  for (const twin of twins) {
    const slots = search(engine, shape, { ...arranging, twin })
    if (slots !== undefined) return { slots, twin }
  }
  return undefined
}

interface Searching extends Arranging {
  readonly twin: number | undefined
}

function search(engine: Engine, shape: ArrayShape, searching: Searching): Slot[] | undefined {
  const { length, twin, order = (choices) => choices } = searching
  const uniform = uniformFrom(shape)
  const known = new Map<number, readonly Slot[]>()
  const choicesAt = (index: number): readonly Slot[] => {
    const alike = index === twin ? -1 : Math.min(index, uniform)
    const choices = known.get(alike) ?? slotChoices(engine, shape, { index, ...searching })
    known.set(alike, choices)
    return choices
  }
  let steps = 0
  const chosen: Slot[] = []
  const counts = shape.counts.map(() => 0)
  const extend = (index: number): boolean => {
    steps += 1
    if (steps > MAX_STEPS || !isReachable(shape, counts, length - index)) return false
    if (index === length) return true
    const copies = index === twin ? 2 : 1
    for (const slot of order(choicesAt(index))) {
      for (const count of slot.counted) counts[count] = (counts[count] ?? 0) + copies
      for (let copy = 0; copy < copies; copy += 1) chosen.push(slot)
      if (extend(index + copies)) return true
      chosen.length -= copies
      for (const count of slot.counted) counts[count] = (counts[count] ?? 0) - copies
    }
    return false
  }
  return extend(0) ? chosen : undefined
}

function isReachable(shape: ArrayShape, counts: readonly number[], left: number): boolean {
  return shape.counts.every(({ min, max }, index) => (counts[index] ?? 0) <= max && (counts[index] ?? 0) + left >= min)
}

interface Place extends Searching {
  readonly index: number
}

function slotChoices(engine: Engine, shape: ArrayShape, { index, twin, height }: Place): Slot[] {
  const { formulas } = engine
  const own = itemFormula(engine, shape, index)
  const base = index === twin ? formulas.all([own, itemFormula(engine, shape, index + 1)]) : own
  const here = [...shape.counts.keys()].filter((count) => (shape.counts[count]?.from ?? 0) <= index)
  return subsetsOf(here)
    .map((counted) => {
      const parts = here.flatMap((count) => {
        const rule = shape.counts[count]
        if (rule === undefined) return []
        if (counted.has(count)) return [rule.formula]
        return rule.max === Infinity ? [] : [formulas.not(rule.formula)]
      })
      return { formula: formulas.all([base, ...parts]), counted }
    })
    .filter(({ formula }) => engine.isWithin(formula, height - 1))
}

function subsetsOf(members: readonly number[]): ReadonlySet<number>[] {
  if (members.length > MAX_COMBINED)
    return [new Set<number>(), ...members.map((member) => new Set([member])), new Set(members)]
  return Array.from(
    { length: 2 ** members.length },
    (_, bits) => new Set(members.filter((__, index) => (bits >> index) % 2 === 1)),
  )
}

/** The shortest layout of a shape with items below a height; undefined if none exists. */
export function shortestLayout(engine: Engine, shape: ArrayShape, height: number): ArrayLayout | undefined {
  for (let length = shape.minItems; length <= longestNeeded(shape); length += 1) {
    const layout = arrange(engine, shape, { length, height })
    if (layout !== undefined && (!shape.unique || canBeDistinct(engine, layout.slots))) return layout
  }
  return undefined
}

/** The length at which all demands have a place, if any length suffices. */
function longestNeeded(shape: ArrayShape): number {
  const uniform = uniformFrom(shape)
  const counted = shape.counts.reduce((sum, { min }) => sum + min, 0)
  const needed = counted > 0 || shape.repeated ? uniform + counted + (shape.repeated ? 2 : 0) : 0
  return Math.min(shape.maxItems, Math.max(shape.minItems, needed))
}
