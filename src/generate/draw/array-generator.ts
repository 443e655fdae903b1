import { canonical } from '../json.ts'
import { arrange, shortestLayout } from '../layout/array-layout.ts'
import { type ArrayLayout, itemFormula, uniformFrom } from '../layout/slots.ts'
import { fewValues } from '../layout/distinct-items.ts'
import { MAX_HEIGHT } from '../shapes/possible.ts'
import type { ArrayShape } from '../shapes/shape.ts'
import { distinctItems } from './distinct-draw.ts'
import {
  atEdge,
  below,
  drawCounts,
  type Drawn,
  fixedSource,
  type Generator,
  isSpent,
  type DrawSource,
} from './generator.ts'
import { type Items, shrinkArray } from './shrink-array.ts'
import type { Generators } from './generators.ts'

const MAX_EXTRA = 4
const LONGEST_EDGE = 32
const TRIES = 100

/** The generator of an array shape; undefined if the shape is empty. */
export function arrayGenerator(generators: Generators, shape: ArrayShape): Generator | undefined {
  const { engine } = generators
  const shortest = shortestLayout(engine, shape, engine.heightOf(shape))
  if (shortest === undefined) return undefined
  const excluded = new Set(shape.excluded.map((value) => canonical(value)))
  let longest: number | undefined
  const longestOf = () => (longest ??= longestDrawn(generators, shape, shortest.slots.length))
  const drawnOf = (items: Items): Drawn => ({
    value: items.drawn.map(({ value }) => value),
    by: generator,
    parts: items,
  })
  const isAllowed = (drawn: Drawn) => excluded.size === 0 || !excluded.has(canonical(drawn.value))
  const drawAllowed = (source: DrawSource): Drawn => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const drawn = drawnOf(drawItems(generators, { shape, shortest, longest: longestOf() }, source))
      if (isAllowed(drawn)) return drawn
      drawCounts.thrownAway += 1
    }
    throw new RangeError('every array drawn is one of those to avoid')
  }
  const generator: Generator = {
    draw: drawAllowed,
    smallest: () => {
      const source = { ...fixedSource(), budget: 0, depth: 0 }
      const drawn = drawnOf(itemsOf(generators, { shape, layout: shortest }, source) ?? { layout: shortest, drawn: [] })
      return isAllowed(drawn) ? drawn : drawAllowed(fixedSource())
    },
    *shrink(drawn) {
      for (const items of shrinkArray(shape, drawn.parts as Items, uniformFrom(shape))) {
        const smaller = drawnOf(items)
        if (isAllowed(smaller)) yield smaller
      }
    },
  }
  return generator
}

/** The greatest length to draw: bounded by the possible items, and by the distinct values of unique items. */
function longestDrawn({ engine }: Generators, shape: ArrayShape, shortest: number): number {
  let longest = Math.min(shape.maxItems, shortest + MAX_EXTRA)
  if (shape.maxItems <= LONGEST_EDGE) longest = shape.maxItems
  for (let index = shortest; index < longest; index += 1) {
    if (!engine.isWithin(itemFormula(engine, shape, index), MAX_HEIGHT)) return index
  }
  if (!shape.unique || uniformFrom(shape) > 0) return longest
  const few = fewValues(engine, itemFormula(engine, shape, 0), longest)
  return few === undefined ? longest : Math.max(shortest, Math.min(longest, few.length))
}

interface Lengths {
  readonly shape: ArrayShape
  readonly shortest: ArrayLayout
  readonly longest: number
}

function drawItems(generators: Generators, lengths: Lengths, source: DrawSource): Items {
  const { shape, shortest, longest } = lengths
  const least = shortest.slots.length
  const inner: DrawSource = { random: source.random, bias: source.bias, budget: source.budget, depth: source.depth - 1 }
  const length = isSpent(source) ? least : drawLength(source, least, longest)
  const order =
    shape.counts.length === 0
      ? undefined
      : <T>(choices: readonly T[]) => rotated(choices, below(source, choices.length))
  const layout = isSpent(source)
    ? shortest
    : arrange(generators.engine, shape, { length, height: MAX_HEIGHT, ...(order && { order }) })
  const items =
    (layout && itemsOf(generators, { shape, layout }, inner)) ?? itemsOf(generators, { shape, layout: shortest }, inner)
  source.budget = inner.budget
  if (items === undefined) throw new RangeError('no items were found that all differ')
  return items
}

function drawLength(source: DrawSource, least: number, longest: number): number {
  if (atEdge(source)) return below(source, 2) === 0 ? least : longest
  return least + below(source, Math.min(MAX_EXTRA, longest - least) + 1)
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  return [...items.slice(by), ...items.slice(0, by)]
}

/** The items of a layout; undefined if no distinct items are found for a unique array. */
function itemsOf(
  generators: Generators,
  { shape, layout }: { shape: ArrayShape; layout: ArrayLayout },
  source: DrawSource,
): Items | undefined {
  const spent = source.budget <= 0 && source.depth <= 0
  const drawSlot = (index: number, first: boolean): Drawn => {
    const slot = layout.slots[index]
    const generator = slot && generators.ofFormula(slot.formula)
    if (generator === undefined) throw new RangeError('an item turned out to have no value')
    return spent && (!shape.unique || first) ? generator.smallest() : generator.draw(source)
  }
  if (shape.unique) {
    const drawn = distinctItems(generators, { layout, drawSlot, start: (count) => (spent ? 0 : below(source, count)) })
    return drawn && { layout, drawn }
  }
  const drawn: Drawn[] = []
  for (const [index] of layout.slots.entries()) {
    const twin = layout.twin !== undefined && index === layout.twin + 1 ? drawn[index - 1] : undefined
    drawn.push(twin ?? drawSlot(index, true))
  }
  return { layout, drawn }
}
