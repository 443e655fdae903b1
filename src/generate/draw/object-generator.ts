import { canonical, objectOf } from '../json.ts'
import { isObstacle, layoutObject } from '../layout/object-layout.ts'
import type { ObjectShape } from '../shapes/shape.ts'
import { drawFresh } from './fresh-property.ts'
import {
  atEdge,
  below,
  drawCounts,
  type Drawn,
  fixedSource,
  type Generator,
  isSpent,
  oneIn,
  type DrawSource,
} from './generator.ts'
import { type Entry, type FreshPlan, type ObjectPlan, planObject } from './object-plan.ts'
import { shrinkObject } from './shrink-object.ts'
import type { Generators } from './generators.ts'

const MAX_FRESH = 2
const TRIES = 100

/** The generator of an object shape; undefined if the shape is empty. */
export function objectGenerator(generators: Generators, shape: ObjectShape): Generator | undefined {
  const { engine } = generators
  const height = engine.heightOf(shape)
  const layout = layoutObject(engine, shape, height)
  if (isObstacle(layout)) return undefined
  let planned: ObjectPlan | undefined
  const plan = () => (planned ??= planObject(generators, shape, layout))
  const excluded = new Set(shape.excluded.map((value) => canonical(value)))
  const drawnOf = (entries: readonly Entry[]): Drawn => ({
    value: objectOf(entries.map(({ name, drawn }) => [name, drawn.value])),
    by: generator,
    parts: entries,
  })
  const drawAllowed = (source: DrawSource): Drawn => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const drawn = drawnOf(drawEntries(plan(), source))
      if (excluded.size === 0 || !excluded.has(canonical(drawn.value))) return drawn
      drawCounts.thrownAway += 1
    }
    throw new RangeError('every object drawn is one of those to avoid')
  }
  const generator: Generator = {
    draw: drawAllowed,
    smallest: () => {
      const drawn = drawnOf(smallestEntries(plan()))
      return excluded.has(canonical(drawn.value)) ? drawAllowed(fixedSource()) : drawn
    },
    *shrink(drawn) {
      for (const entries of shrinkObject(plan(), drawn.parts as readonly Entry[])) {
        const smaller = drawnOf(entries)
        if (excluded.size === 0 || !excluded.has(canonical(smaller.value))) yield smaller
      }
    },
  }
  return generator
}

function drawEntries(plan: ObjectPlan, source: DrawSource): Entry[] {
  const { shape, required, witnesses } = plan
  const spent = isSpent(source)
  const edge = !spent && atEdge(source) ? below(source, 2) : undefined
  const inner = deeper(source)
  const entries: Entry[] = [...required].map(([name, generator]) => ({
    name,
    drawn: generator.draw(inner),
    kept: true,
  }))
  for (const kind of witnesses) addFresh(plan, entries, { kind, source: inner, kept: true })
  const chosen = new Set<string>()
  for (const [name, { brings }] of plan.optional) {
    const wanted = shape.preferred.has(name) || (edge === undefined ? !spent && oneIn(source, 2) : edge === 1)
    if (wanted && entries.length + unmet(chosen, required, brings) <= shape.maxProperties)
      for (const each of brings) if (!required.has(each)) chosen.add(each)
  }
  fillUp(plan, chosen, { held: entries.length, source })
  for (const name of chosen) {
    const found = plan.optional.get(name)
    if (found !== undefined) entries.push({ name, drawn: found.generator.draw(inner), kept: false })
  }
  const extras = spent || edge === 0 ? 0 : freshWanted(plan, source)
  addExtras(plan, entries, { extras, source: inner })
  source.budget = inner.budget
  return entries
}

function deeper(source: DrawSource): DrawSource {
  return { random: source.random, bias: source.bias, budget: source.budget, depth: source.depth - 1 }
}

/** The number of properties beyond the required properties after these names come in. */
function unmet(
  chosen: ReadonlySet<string>,
  required: ReadonlyMap<string, Generator>,
  brings: ReadonlySet<string>,
): number {
  let count = chosen.size
  for (const name of brings) if (!chosen.has(name) && !required.has(name)) count += 1
  return count
}

/** Adds optional properties up to `minProperties`. */
function fillUp(plan: ObjectPlan, chosen: Set<string>, { held, source }: { held: number; source: DrawSource }): void {
  const { minProperties, maxProperties } = plan.shape
  if (held + chosen.size >= minProperties) return
  const names = [...plan.optional.keys()]
  const start = below(source, names.length)
  for (const [offset] of names.entries()) {
    if (held + chosen.size >= minProperties) return
    const brings = plan.optional.get(names[(start + offset) % names.length] ?? '')?.brings ?? new Set<string>()
    if (held + unmet(chosen, plan.required, brings) <= maxProperties)
      for (const each of brings) if (!plan.required.has(each)) chosen.add(each)
  }
}

function freshWanted({ fresh, shape }: ObjectPlan, source: DrawSource): number {
  if (!fresh.some(({ free }) => free)) return 0
  // A map without declared properties should seldom be empty.
  return shape.rules.some(({ names }) => names.kind !== 'name')
    ? below(source, MAX_FRESH + 2)
    : oneIn(source, 4)
      ? 1
      : 0
}

function addExtras(
  plan: ObjectPlan,
  entries: Entry[],
  { extras, source }: { extras: number; source: DrawSource },
): void {
  const { minProperties, maxProperties } = plan.shape
  const wanted = Math.min(maxProperties, Math.max(minProperties, entries.length + extras))
  const free = plan.fresh.filter((kind) => kind.free)
  for (let tries = 0; entries.length < wanted && plan.fresh.length > 0 && tries < wanted * 4 + 8; tries += 1) {
    const open = free.length > 0 ? free : plan.fresh
    const kind = open[below(source, open.length)]
    if (kind !== undefined) addFresh(plan, entries, { kind, source, kept: false })
  }
  if (entries.length < minProperties)
    throw new RangeError(`fewer than ${minProperties} different property names were found`)
}

function addFresh(
  plan: ObjectPlan,
  entries: Entry[],
  { kind, source, kept }: { kind: FreshPlan; source: DrawSource; kept: boolean },
): void {
  const entry = drawFresh(kind, { entries, taken: plan.taken, source })
  if (entry !== undefined) entries.push({ ...entry, kept })
  else if (kept) throw new RangeError('no property name is left for a property that must be there')
}

function smallestEntries(plan: ObjectPlan): Entry[] {
  const source = { ...fixedSource(), budget: 0, depth: 0 }
  const entries: Entry[] = [...plan.required].map(([name, generator]) => ({
    name,
    drawn: generator.smallest(),
    kept: true,
  }))
  for (const kind of plan.witnesses)
    addFresh(plan, entries, { kind: { ...kind, values: simplest(kind.values) }, source, kept: true })
  const chosen = new Set<string>()
  fillUp(plan, chosen, { held: entries.length, source: { ...source, random: { nextInt: () => 0 } } })
  for (const name of chosen) {
    const found = plan.optional.get(name)
    if (found !== undefined) entries.push({ name, drawn: found.generator.smallest(), kept: false })
  }
  addExtras({ ...plan, fresh: plan.fresh.map((kind) => ({ ...kind, values: simplest(kind.values) })) }, entries, {
    extras: 0,
    source,
  })
  return entries
}

function simplest(generator: Generator): Generator {
  return { ...generator, draw: () => generator.smallest() }
}
