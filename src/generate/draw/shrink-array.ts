import { canonical } from '../json.ts'
import type { ArrayShape } from '../shapes/shape.ts'
import type { ArrayLayout } from '../layout/slots.ts'
import type { Drawn } from './generator.ts'

/** A drawn array: the layout, and the drawn item of each slot. */
export interface Items {
  readonly layout: ArrayLayout
  readonly drawn: readonly Drawn[]
}

/** Arrays with fewer items, then with simpler items. */
export function* shrinkArray(shape: ArrayShape, items: Items, uniform: number): Iterable<Items> {
  yield* shorter(shape, items, uniform)
  const { layout, drawn } = items
  for (const [at, item] of drawn.entries()) {
    if (layout.twin !== undefined && at === layout.twin + 1) continue
    for (const simpler of item.by.shrink(item)) {
      const changed = drawn.with(at, simpler)
      const twinned = at === layout.twin ? changed.with(at + 1, simpler) : changed
      if (!shape.unique || allDiffer(twinned.map(({ value }) => value))) yield { layout, drawn: twinned }
    }
  }
}

function* shorter(shape: ArrayShape, items: Items, uniform: number): Iterable<Items> {
  const { length } = items.drawn
  for (let size = length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = length - size; at >= 0; at -= size) {
      // An item before the uniform part has a fixed index, so only the last items can go.
      if (at < uniform && at + size < length) continue
      const left = without(items, at, size)
      if (left !== undefined && fits(shape, left)) yield left
    }
  }
}

function without({ layout, drawn }: Items, at: number, size: number): Items | undefined {
  const keep = <T>(list: readonly T[]) => [...list.slice(0, at), ...list.slice(at + size)]
  const { twin } = layout
  if (twin !== undefined && at <= twin + 1 && twin < at + size) return undefined
  const moved = twin !== undefined && at < twin ? twin - size : twin
  return { layout: { slots: keep(layout.slots), twin: moved }, drawn: keep(drawn) }
}

function fits(shape: ArrayShape, { layout, drawn }: Items): boolean {
  if (drawn.length < shape.minItems) return false
  return shape.counts.every(({ min }, index) => layout.slots.filter(({ counted }) => counted.has(index)).length >= min)
}

function allDiffer(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => canonical(value))).size === values.length
}
