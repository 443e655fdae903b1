import { canonical, copyOf } from '../json.ts'
import type { ArrayLayout } from '../layout/slots.ts'
import { fewValues } from '../layout/distinct-items.ts'
import { drawCounts, type Drawn, type Generator } from './generator.ts'
import type { Generators } from './generators.ts'

interface Drawing {
  readonly layout: ArrayLayout
  /** Draws the item of a slot. `first` is true for the first try. */
  readonly drawSlot: (index: number, first: boolean) => Drawn
  /** A start index in a list of `count` values. */
  readonly start: (count: number) => number
}

const TRIES = 12

/** The greatest number of values to list for a number of slots. */
function enough(slots: number): number {
  return Math.max(200, slots * 2)
}

/** Distinct items, one for each slot; undefined if none are found. */
export function distinctItems(generators: Generators, drawing: Drawing): Drawn[] | undefined {
  if (areScarce(generators, drawing.layout)) return listedItems(generators, drawing)
  const drawn: Drawn[] = []
  const seen = new Set<string>()
  for (const [index] of drawing.layout.slots.entries()) {
    const item = unseen(drawing, index, seen)
    // After vain random tries, only a list of values can help.
    if (item === undefined) return hasList(generators, drawing.layout) ? listedItems(generators, drawing) : undefined
    seen.add(canonical(item.value))
    drawn.push(item)
  }
  return drawn
}

/** True if some slot has hardly more values than there are slots, so that random tries would mostly repeat values. */
function areScarce({ engine }: Generators, { slots }: ArrayLayout): boolean {
  return (
    slots.length > 1 &&
    [...new Set(slots.map(({ formula }) => formula))].some(
      (formula) => fewValues(engine, formula, slots.length * 3) !== undefined,
    )
  )
}

function hasList({ engine }: Generators, { slots }: ArrayLayout): boolean {
  return [...new Set(slots.map(({ formula }) => formula))].some(
    (formula) => fewValues(engine, formula, enough(slots.length)) !== undefined,
  )
}

function unseen({ drawSlot }: Drawing, index: number, seen: ReadonlySet<string>): Drawn | undefined {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const item = drawSlot(index, tries === 0)
    if (!seen.has(canonical(item.value))) return item
    drawCounts.thrownAway += 1
  }
  return undefined
}

/** Distinct items by a bipartite matching of slots with few values. */
function listedItems({ engine }: Generators, { layout, drawSlot, start }: Drawing): Drawn[] | undefined {
  const lists = layout.slots.map(({ formula }) =>
    rotated(fewValues(engine, formula, enough(layout.slots.length)), start)?.map((value) => ({
      value,
      key: canonical(value),
    })),
  )
  const holders = new Map<string, number>()
  const settle = (slot: number, tried: Set<string>): boolean => {
    for (const { key } of lists[slot] ?? []) {
      if (tried.has(key)) continue
      tried.add(key)
      const holder = holders.get(key)
      if (holder !== undefined && !settle(holder, tried)) continue
      holders.set(key, slot)
      return true
    }
    return false
  }
  for (const [slot, list] of lists.entries()) if (list !== undefined && !settle(slot, new Set())) return undefined
  const held = new Map([...holders].map(([key, slot]) => [slot, key]))
  const seen = new Set(holders.keys())
  const items: Drawn[] = []
  for (const [slot, list] of lists.entries()) {
    const found = list?.find(({ key }) => key === held.get(slot))
    const item = found === undefined ? manyTried({ layout, drawSlot, start }, slot, seen) : listed(found.value)
    if (item === undefined) return undefined
    seen.add(canonical(item.value))
    items.push(item)
  }
  return items
}

function rotated(values: readonly unknown[] | undefined, start: Drawing['start']): readonly unknown[] | undefined {
  if (values === undefined) return undefined
  const from = start(values.length)
  return [...values.slice(from), ...values.slice(0, from)]
}

function manyTried(drawing: Drawing, slot: number, seen: ReadonlySet<string>): Drawn | undefined {
  for (let round = 0; round < TRIES; round += 1) {
    const item = unseen(drawing, slot, seen)
    if (item !== undefined) return item
  }
  return undefined
}

/** A value that does not shrink: a simpler value may equal another item. */
function listed(value: unknown): Drawn {
  const by: Generator = {
    draw: () => listed(value),
    smallest: () => listed(value),
    shrink: () => [],
  }
  return { value: copyOf(value), by }
}
