import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../json/pointer.ts'
import type { Mode } from '../mode.ts'
import type { Example, PropertySource } from '../property-source.ts'
import { leanest } from './fill-bodies.ts'
import type { HistoryDrawing } from './history.ts'
import { refusedBodies } from './refused-bodies.ts'
import type { TourBodies } from './tour.ts'

/** The random bodies beside the boundary values that a rich body is chosen from, as a count. */
const RANDOM = 24

/**
 * The bodies of tours. A rich body has the most properties with other values than their documented defaults: a reset to the default shows
 * in those only. Among such bodies it is one with the values that the fewest rich bodies of its key had before.
 */
export function tourBodies(
  { defaults = {}, keys }: HistoryDrawing,
  open: (mode: Mode, key: string) => PropertySource,
): TourBodies {
  const chosen = new Map<string, readonly Example[]>()
  const all = new Map<string, readonly Example[]>()
  const candidates = (key: string): readonly Example[] => {
    const known = all.get(key) ?? candidatesOf(open('valid', key))
    all.set(key, known)
    return known
  }
  const rich = (key: string): Example => {
    const earlier = chosen.get(key) ?? []
    const best = bestOf(candidates(key), (one) => worthOf(one, { byDefault: defaults[key] ?? {}, earlier }))
    chosen.set(key, [...earlier, best])
    return best
  }
  const sharing = (key: string): Example => {
    const others = keys.filter((other) => other !== key)
    const isShared = sharedWith(others, { candidates, defaults })
    const known = { byDefault: defaults[key] ?? {}, earlier: [] }
    return bestOf(
      candidates(key),
      (one) => propertiesOf(one.value).filter(isShared).length * MOST_WORTH + worthOf(one, known),
    )
  }
  const leans = new Map<string, number>()
  const lean = (key: string): Example => {
    const count = leans.get(key) ?? 0
    leans.set(key, count + 1)
    return leanest(open('valid', key).example(count))
  }
  const opposite = (key: string, body: Example): Example =>
    bestOf(candidates(key), (one) => differencesOf(one.value, body.value))
  const besides = new Map<string, readonly Example[]>()
  /** As rich, and without an effect on the rich bodies. */
  const beside = (key: string): Example => {
    const earlier = [...(chosen.get(key) ?? []), ...(besides.get(key) ?? [])]
    const best = bestOf(candidates(key), (one) => worthOf(one, { byDefault: defaults[key] ?? {}, earlier }))
    besides.set(key, [...(besides.get(key) ?? []), best])
    return best
  }
  return {
    rich,
    sharing,
    lean,
    opposite,
    refused: refusedBodies(keys, { open: (key) => open('invalid', key), beside }),
    simple: (mode, key) => open(mode, key).example(0),
  }
}

/** Says of a property and its value whether one of some keys takes them too, and not as a default. */
function sharedWith(
  keys: readonly string[],
  {
    candidates,
    defaults,
  }: {
    readonly candidates: (key: string) => readonly Example[]
    readonly defaults: NonNullable<HistoryDrawing['defaults']>
  },
): (property: Property) => boolean {
  const taken = new Set(keys.flatMap((key) => candidates(key).flatMap(({ value }) => propertiesOf(value).map(told))))
  const usual = new Set(keys.flatMap((key) => propertiesOf(defaults[key]).map(told)))
  return (property) => taken.has(told(property)) && !usual.has(told(property))
}

/** The number of properties for which the first body has another value than the second. */
function differencesOf(one: unknown, other: unknown): number {
  if (!isObject(one) || !isObject(other)) return 0
  return Object.entries(other).filter(
    ([name, value]) => one[name] !== undefined && !isDeepStrictEqual(one[name], value),
  ).length
}

function candidatesOf(source: PropertySource): readonly Example[] {
  return Array.from({ length: source.boundaries + RANDOM }, (_, index) => source.example(index))
}

type Property = readonly [string, unknown]

function propertiesOf(value: unknown): readonly Property[] {
  return isObject(value) ? Object.entries(value) : []
}

function told(property: Property): string {
  return JSON.stringify(property)
}

interface Known {
  readonly byDefault: Readonly<Record<string, unknown>>
  readonly earlier: readonly Example[]
}

function worthOf(example: Example, { byDefault, earlier }: Known): number {
  if (earlier.includes(example)) return -1
  const properties = propertiesOf(example.value)
  const rarity = ([name, value]: Property): number => {
    const alike = earlier.filter((one) => isObject(one.value) && isDeepStrictEqual(one.value[name], value))
    return 1 / (1 + alike.length)
  }
  const unlikeDefault = properties.filter(([name, value]) => !isDeepStrictEqual(byDefault[name], value))
  return unlikeDefault.length * WEIGHT + properties.map(rarity).reduce((sum, one) => sum + one, 0)
}

/** More than the properties of any body. */
const WEIGHT = 1000
/** More than a body without shared values is worth. */
const MOST_WORTH = WEIGHT * 1000

function bestOf(examples: readonly Example[], worth: (one: Example) => number): Example {
  const [first, ...others] = examples
  if (first === undefined) throw new Error('a tour has no bodies to choose from')
  return others.reduce((best, one) => (worth(one) > worth(best) ? one : best), first)
}
