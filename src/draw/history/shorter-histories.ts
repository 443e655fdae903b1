import type { Mode } from '../mode.ts'
import type { Example } from '../property-source.ts'
import type { HistoryDrawing, HistoryStep, Move } from './history.ts'
import { placeOf } from './states.ts'

/** A simple body of a mode and a key; `count` counts the bodies of a history from 0, since no two of them may be equal. */
export type Simplest = (mode: Mode, key: string, count: number) => Example

interface Shortening {
  readonly drawing: HistoryDrawing
  readonly simplest: Simplest
}

/**
 * Shorter histories, then histories of the same length with simpler steps, the simplest first. The last step stays: a failing history
 * is cut after the failing step before it is shortened.
 */
export function* shorterHistories(
  steps: readonly HistoryStep[],
  shortening: Shortening,
): Iterable<readonly HistoryStep[]> {
  yield* endsOf(steps)
  yield* alikeIn(steps, shortening)
  yield* withoutBlocks(steps)
  yield* simplerSteps(steps, shortening)
}

/** The last steps alone. */
function* endsOf(steps: readonly HistoryStep[]): Iterable<readonly HistoryStep[]> {
  for (const length of [1, 2, 3, 4, 6, 9, 14, 20]) if (length < steps.length) yield steps.slice(-length)
}

/**
 * The last write of each key; the steps about the key of the last step, in its group and in both groups; for a look at all members, the steps
 * about one key, the last written first; and the looks and writes without other requests.
 */
function* alikeIn(steps: readonly HistoryStep[], { drawing }: Shortening): Iterable<readonly HistoryStep[]> {
  const last = steps.at(-1)
  if (last === undefined) return
  const matters = ({ move }: HistoryStep): boolean => isLookOrWrite(drawing.moves[move])
  const lastWrites = lastWritesOf(steps, drawing.moves)
  const tests: readonly ((step: HistoryStep) => boolean)[] = [
    (step) => lastWrites.has(step),
    (step) => placeOf(step) === placeOf(last) && matters(step),
    (step) => placeOf(step) === placeOf(last),
    (step) => step.key === last.key,
    ...(last.key === '' ? keysOf(steps).map((key) => (step: HistoryStep) => step.key === key && matters(step)) : []),
    matters,
  ]
  for (const test of tests) {
    const some = steps.filter((step) => step === last || test(step))
    if (some.length < steps.length) yield some
  }
}

/** The last write that succeeds of each key in each group: what is there before the last step. */
function lastWritesOf(steps: readonly HistoryStep[], moves: readonly Move[]): ReadonlySet<HistoryStep> {
  const last = new Map<string, HistoryStep>()
  for (const step of steps) {
    const move = moves[step.move]
    if (move?.in.absent.writes === true || move?.in.present.writes === true) last.set(placeOf(step), step)
  }
  return new Set(last.values())
}

/** The keys of the steps, the last one first. */
function keysOf(steps: readonly HistoryStep[]): readonly string[] {
  return [...new Set(steps.toReversed().map(({ key }) => key))].filter((key) => key !== '')
}

function isLookOrWrite(move: Move | undefined): boolean {
  return move !== undefined && (move.looks || move.in.absent.writes || move.in.present.writes)
}

/** The steps without a block of them: long blocks first, and late blocks last, since late steps matter more often. */
function* withoutBlocks(steps: readonly HistoryStep[]): Iterable<readonly HistoryStep[]> {
  for (let size = Math.floor(steps.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from + size < steps.length; from += size)
      yield [...steps.slice(0, from), ...steps.slice(from + size)]
}

function* simplerSteps(steps: readonly HistoryStep[], shortening: Shortening): Iterable<readonly HistoryStep[]> {
  const bodies = simpleBodies(steps, shortening)
  const isSimpler = steps.map((step, index) => step.variation !== undefined || bodies[index] !== step.body)
  const all = steps.map((step, index) => simplified(step, bodies[index]))
  if (isSimpler.filter(Boolean).length > 1) yield all
  for (const [index, step] of steps.entries()) {
    if (step.variation !== undefined) yield steps.with(index, simplified(step, step.body))
    if (bodies[index] !== step.body) yield steps.with(index, withBody(step, bodies[index]))
  }
}

/** For each step its simple body, or its own body where that is as simple. */
function simpleBodies(
  steps: readonly HistoryStep[],
  { drawing, simplest }: Shortening,
): readonly (Example | undefined)[] {
  const counts = new Map<string, number>()
  return steps.map(({ move, key, body }) => {
    const mode = drawing.moves[move]?.body
    if (body === undefined || mode === undefined) return body
    const count = counts.get(`${mode} ${key}`) ?? 0
    counts.set(`${mode} ${key}`, count + 1)
    return Number(body.path) <= count ? body : simplest(mode, key, count)
  })
}

/** The step without its variation. */
function simplified(step: HistoryStep, body: Example | undefined): HistoryStep {
  const { variation: _, ...rest } = step
  return withBody(rest, body)
}

function withBody(step: HistoryStep, body: Example | undefined): HistoryStep {
  return body === undefined ? step : { ...step, body }
}
