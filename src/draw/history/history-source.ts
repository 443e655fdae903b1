import type { Mode } from '../mode.ts'
import type { Example, PropertySource } from '../property-source.ts'
import { tourBodies } from './tour-bodies.ts'
import { createHistories } from './draw-history.ts'
import type { HistoryDrawing, HistoryStep } from './history.ts'
import { focusedHistories, shorterHistories, type Simplest } from './shorter-histories.ts'

/** The histories of a run by default, as a count. */
const HISTORIES = 24

/** Opens the drawn bodies of a mode and a key. */
export type OpenBodies = (mode: Mode, key: string) => PropertySource

/** Random histories. Boundary values and random bodies take turns, and all bodies of a run differ. */
export function historySource(drawing: HistoryDrawing, seed: string, openBodies: OpenBodies): PropertySource {
  const sources = new Map<string, PropertySource>()
  const bodies = (mode: Mode, key: string): PropertySource => {
    const name = `${mode} ${key}`
    const source = sources.get(name) ?? openBodies(mode, key)
    sources.set(name, source)
    return source
  }
  const histories = createHistories(drawing, seed, {
    draw: (mode, key, count) => bodyAt(bodies(mode, key), count),
    ofTours: tourBodies(drawing, bodies),
  })
  const simplest = (mode: Mode, key: string, count: number): Example => bodies(mode, key).example(count)
  return {
    boundaries: 0,
    draws: HISTORIES,
    example: (index) => toExample(histories(index), { path: String(index), drawing, simplest }),
  }
}

/** A boundary value for an even count and a random body for an odd one: the first boundary values hold few properties. */
function bodyAt(source: PropertySource, count: number): Example {
  const half = Math.floor(count / 2)
  return source.example(count % 2 === 0 ? half : source.boundaries + half)
}

interface Shape {
  readonly path: string
  readonly drawing: HistoryDrawing
  readonly simplest: Simplest
}

function toExample(steps: readonly HistoryStep[], shape: Shape): Example {
  const { path, drawing, simplest } = shape
  return {
    path,
    name: `${steps.length} step${steps.length === 1 ? '' : 's'}`,
    value: steps,
    cut: (length) =>
      toExample(steps.slice(0, length), { ...shape, path: path.includes(':') ? path : `${path}-${length}` }),
    *shrinks() {
      let count = 0
      for (const { steps: shorter, place } of focusedHistories(steps, { drawing }))
        yield { ...toExample(shorter, { ...shape, path: `${path}:${count++}` }), about: place }
      for (const shorter of shorterHistories(steps, { drawing, simplest }))
        yield toExample(shorter, { ...shape, path: `${path}:${count++}` })
    },
  }
}
