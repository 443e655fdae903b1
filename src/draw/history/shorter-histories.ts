import type { Mode } from '../mode.ts'
import type { Example } from '../property-source.ts'
import type { HistoryDrawing, HistoryStep, Move } from './history.ts'
import { createStates, placeOf } from './states.ts'

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
  yield* endsOf(steps, [1, 2, 3, 4, 6])
  yield* rebuilt(steps, shortening)
  yield* alikeIn(steps, shortening)
  yield* endsOf(steps, [9, 14, 20])
  yield* pairsIn(steps)
  yield* withoutBlocks(steps)
  yield* simplerSteps(steps, shortening)
}

/** A shorter history for a failure of one member. */
export interface Focused {
  readonly steps: readonly HistoryStep[]
  /** The place of the member; see `placeOf`. */
  readonly place: string
}

/**
 * Yields for each place the last steps, after the writes that lead to the member there and to the members of these steps. A change of a
 * member shows in the next answer that shows it, so the request that changed it is among the last. A request about another group may
 * also have changed it, since the last request about the group of the member.
 */
export function* focusedHistories(
  steps: readonly HistoryStep[],
  { drawing }: Pick<Shortening, 'drawing'>,
): Iterable<Focused> {
  const final = steps.at(-1)
  const since = steps.length - 1 - steps.slice(0, -1).findLastIndex(({ other }) => other === final?.other)
  const elsewhere = steps.slice(-since, -1)
  const ends = [
    ...[1, 2, 3, 4, 6, 9].map((length) => steps.slice(-length)),
    ...[...new Set(elsewhere.map(placeOf))].map((place) =>
      steps.slice(-since).filter((step) => step === final || placeOf(step) === place),
    ),
  ]
  for (const place of new Set(steps.map(placeOf)))
    for (const end of ends) {
      const places = new Set([place, ...end.map(placeOf)])
      const [first] = end
      const before = steps.slice(0, first === undefined ? 0 : steps.indexOf(first))
      const needed = writesToward(
        before.filter((step) => places.has(placeOf(step))),
        drawing.moves,
      )
      if (needed.length + end.length < steps.length) yield { steps: [...needed, ...end], place }
    }
}

/** The last steps alone. */
function* endsOf(steps: readonly HistoryStep[], lengths: readonly number[]): Iterable<readonly HistoryStep[]> {
  for (const length of lengths) if (length < steps.length) yield steps.slice(-length)
}

/**
 * Yields the steps about the last key, in its group and in both groups. For a look at all members these are the steps about one key, the
 * last written first. Then come the looks and writes without other requests.
 */
function* alikeIn(steps: readonly HistoryStep[], { drawing }: Shortening): Iterable<readonly HistoryStep[]> {
  const [last, subject] = [steps.at(-1), subjectOf(steps)]
  if (last === undefined || subject === undefined) return
  const matters = ({ move }: HistoryStep): boolean => isLookOrWrite(drawing.moves[move])
  const tests: readonly ((step: HistoryStep) => boolean)[] = [
    (step) => placeOf(step) === placeOf(subject) && matters(step),
    (step) => placeOf(step) === placeOf(subject),
    (step) => step.key === subject.key,
    ...(last.key === '' ? keysOf(steps).map((key) => (step: HistoryStep) => step.key === key && matters(step)) : []),
    matters,
  ]
  for (const test of tests) {
    const some = steps.filter((step) => step === last || test(step))
    if (some.length < steps.length) yield some
  }
}

/** The keys of the steps, the last one first. */
function keysOf(steps: readonly HistoryStep[]): readonly string[] {
  return [...new Set(steps.toReversed().map(({ key }) => key))].filter((key) => key !== '')
}

/** The last step about a key: a look at the whole collection after it shows what it did. */
function subjectOf(steps: readonly HistoryStep[]): HistoryStep | undefined {
  return steps.findLast(({ key }) => key !== '')
}

/** The steps about the last key and about one other. */
function* pairsIn(steps: readonly HistoryStep[]): Iterable<readonly HistoryStep[]> {
  const [last, subject] = [steps.at(-1), subjectOf(steps)]
  if (subject === undefined) return
  const own = placeOf(subject)
  const others = new Set(steps.flatMap((step) => (step.key === '' || placeOf(step) === own ? [] : [placeOf(step)])))
  if (others.size < 2) return
  for (const other of others) yield steps.filter((step) => step === last || [own, other].includes(placeOf(step)))
}

/**
 * The last steps after the writes alone that lead to the members before them. What a request does to other members shows here in a few steps
 * even at the end of a long history.
 */
function* rebuilt(steps: readonly HistoryStep[], { drawing }: Shortening): Iterable<readonly HistoryStep[]> {
  for (const length of [1, 2, 4]) {
    if (length >= steps.length) return
    const needed = writesToward(steps.slice(0, -length), drawing.moves)
    if (needed.length > 0 && needed.length + length < steps.length) yield [...needed, ...steps.slice(-length)]
  }
}

/** The writes that lead to the state after the steps: for each member its create and its last update. */
function writesToward(steps: readonly HistoryStep[], moves: readonly Move[]): readonly HistoryStep[] {
  const states = createStates(moves)
  const needed = new Map<string, readonly HistoryStep[]>()
  for (const step of steps) {
    const { before, writes } = states.take(step)
    if (!writes) continue
    const [first] = before === 'present' ? (needed.get(placeOf(step)) ?? []) : []
    const isGone = states.before(step) === 'absent'
    needed.set(placeOf(step), isGone ? [] : first === undefined ? [step] : [first, step])
  }
  return [...needed.values()].flat()
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
