import { hashText } from '../../secrets/seeded-numbers.ts'
import type { Mode } from '../mode.ts'
import type { Example } from '../property-source.ts'
import { oneIn, type Rng, rngFor, shuffled } from '../rng.ts'
import { createBodies } from './fill-bodies.ts'
import { type Coverage, createCoverage, type Past } from './coverage.ts'
import { type HistoryDrawing, type HistoryStep, type Move, staysHere } from './history.ts'
import { createStates, type Taken } from './states.ts'
import { drawTour, type TourBodies } from './tour.ts'

/** The body of a step, from the drawn bodies of a mode and a key; `count` counts them from 0. */
export type DrawBody = (mode: Mode, key: string, count: number) => Example

/** The candidates for each step, as a count. The one with the most new combinations is taken. */
const CANDIDATES = 24
/** The share of keys that a history has, in the order of histories: few keys meet each other often, and all keys make long lists. */
const SHARES = [0.3, 1]
/** The variations that a history uses, as a count: a memory of the target shows only in a request that is sent again. */
const VARIATIONS = 2

/** The bodies of random steps, and of tours. */
export interface HistoryBodies {
  readonly draw: DrawBody
  readonly ofTours: TourBodies
}

/** The histories of a seed: tours, then random ones. Each history continues the coverage of the histories before it, so all are drawn in turn and kept. */
export function createHistories(
  drawing: HistoryDrawing,
  seed: string,
  { draw, ofTours }: HistoryBodies,
): (index: number) => readonly HistoryStep[] {
  const coverage = createCoverage(drawing.moves)
  const counts = new Map<string, number>()
  const choose = createChoice(drawing.keys)
  const histories: (readonly HistoryStep[])[] = []
  const body = (mode: Mode, key: string): Example => {
    const name = `${mode} ${key}`
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return draw(mode, key, count)
  }
  return (index) => {
    while (histories.length <= index) {
      const rng = rngFor(hashText(seed), histories.length)
      const isTour = histories.length < (drawing.tours ?? 0)
      const tour = isTour ? drawTour(drawing, { rng, bodies: ofTours, index: histories.length }) : undefined
      histories.push(
        tour ??
          drawSteps(paletteOf(drawing, { index: histories.length, rng, choose }), { drawing, rng, coverage, body }),
      )
    }
    return histories[index] ?? []
  }
}

/** The parts of a drawing that one history uses. Each history leaves some out, so that the rest meets more often. */
interface Palette {
  readonly keys: readonly string[]
  /** The indexes of moves that look, of writes that succeed, and of others. */
  readonly looks: readonly number[]
  readonly writes: readonly number[]
  readonly others: readonly number[]
  /** Indexes of variations. */
  readonly variations: ReadonlySet<number>
}

interface Choosing {
  /** The index of the history. */
  readonly index: number
  readonly rng: Rng
  readonly choose: ReturnType<typeof createChoice>
}

function paletteOf({ keys, moves }: HistoryDrawing, { index, rng, choose }: Choosing): Palette {
  const share = SHARES[index % SHARES.length] ?? 1
  const all = [...new Set(moves.flatMap(({ variations }) => variations))]
  return {
    keys: choose(Math.max(2, Math.round(keys.length * share)), rng),
    ...classesOf(moves, rng),
    variations: new Set(someOf(all, VARIATIONS, rng)),
  }
}

/**
 * Chooses keys whose pairs met the fewest times in the histories before. A request that harms one other member does so at a certain number
 * of members too: each pair has to meet in a small history.
 */
function createChoice(keys: readonly string[]): (count: number, rng: Rng) => readonly string[] {
  const met = new Map<string, number>()
  const timesMet = (one: string, some: readonly string[]): number =>
    some.reduce((sum, other) => sum + (met.get(pairOf(one, other)) ?? 0), 0)
  return (count, rng) => {
    if (count >= keys.length) return keys
    const chosen: string[] = []
    while (chosen.length < count) {
      const left = shuffled(
        keys.filter((key) => !chosen.includes(key)),
        rng,
      )
      const pairs = chosen.length === 0 ? keys : chosen
      chosen.push(left.reduce((best, key) => (timesMet(key, pairs) < timesMet(best, pairs) ? key : best)))
    }
    for (const [index, one] of chosen.entries())
      for (const other of chosen.slice(index + 1)) met.set(pairOf(one, other), (met.get(pairOf(one, other)) ?? 0) + 1)
    return keys.filter((key) => chosen.includes(key))
  }
}

function pairOf(one: string, other: string): string {
  return [one, other].toSorted().join(' ')
}

/** True for a write that succeeds in a state. */
function isWrite(move: Move): boolean {
  return move.in.absent.writes || move.in.present.writes
}

/** Looks and writes that succeed are in every history, and each of the others in some. */
function classesOf(moves: readonly Move[], rng: Rng): Pick<Palette, 'looks' | 'writes' | 'others'> {
  const where = (holds: (move: Move) => boolean): readonly number[] =>
    moves.flatMap((move, index) => (holds(move) ? [index] : []))
  const others = where((move) => !move.looks && !isWrite(move) && oneIn(2, rng))
  return { looks: where((move) => move.looks), writes: where(isWrite), others }
}

interface Drawing {
  readonly drawing: HistoryDrawing
  readonly rng: Rng
  readonly coverage: Coverage
  readonly body: (mode: Mode, key: string) => Example
}

function drawSteps(palette: Palette, { drawing, rng, coverage, body }: Drawing): readonly HistoryStep[] {
  const { moves, length } = drawing
  const taken: Taken[] = []
  const past: Past = { taken, states: createStates(moves) }
  const steps: HistoryStep[] = []
  const withBody = createBodies({ moves, rng, body })
  let due: readonly Turn[] = []
  while (steps.length < length) {
    const [turn, ...later] = due.length > 0 ? due : turnsOf(palette, rng)
    due = later
    // The class of a step is drawn first: the many requests that are refused would crowd out looks.
    const varied = turn?.isVaried === true ? variedLook(steps.at(-1), palette, { drawing, rng }) : undefined
    const step =
      turn?.again ??
      varied ??
      bestOf(
        Array.from({ length: CANDIDATES }, () =>
          candidate(palette, { choices: turn?.choices ?? [], drawing, taken, rng }),
        ),
        (one) => coverage.worth(one, past),
      )
    if (turn?.isLookedAtAgain === true) due = [...due, { again: step }]
    coverage.add(step, past)
    const next = past.states.take(step)
    const whole = withBody(next)
    taken.push({ ...next, step: whole })
    steps.push(whole)
  }
  return steps
}

/** A step to be drawn: one of some moves, or a step that is given. */
interface Turn {
  readonly choices?: readonly number[]
  readonly again?: HistoryStep
  /** True if the same step follows once more, after the next turn. */
  readonly isLookedAtAgain?: true
  /** True for the last step in another variation where it has one, or in the other group. */
  readonly isVaried?: true
}

/** The next turns: a step of any class, or a look, a change, and the same look. */
function turnsOf({ looks, writes, others }: Palette, rng: Rng): readonly Turn[] {
  const classes = [writes, writes, others, others, looks].filter((some) => some.length > 0)
  const single = { choices: oneOf(classes, rng) }
  if (looks.length === 0 || !oneIn(3, rng)) return [single]
  const change = others.length > 0 && oneIn(3, rng) ? others : writes
  if (change.length === 0) return [single]
  const look: Turn = { choices: looks, isLookedAtAgain: true }
  // Two looks at the same: a target may forget one of two answers that it remembers.
  return oneIn(2, rng) ? [look, { choices: change }] : [look, { ...look, isVaried: true }, { choices: change }]
}

/**
 * The same look with another variation, or in the other group, whose answer a target may remember; undefined where the palette has neither.
 */
function variedLook(
  look: HistoryStep | undefined,
  palette: Palette,
  { drawing, rng }: Pick<Drawing, 'drawing' | 'rng'>,
): HistoryStep | undefined {
  if (look === undefined) return undefined
  if (drawing.twoGroups && !staysHere(look, drawing.moves) && oneIn(2, rng)) return inOtherGroup(look)
  const { moves } = drawing
  const isAllowed = (variation: number): boolean =>
    palette.variations.has(variation) && (look.other !== true || !staysHere({ ...look, variation }, moves))
  const own = moves[look.move]?.variations.filter(isAllowed) ?? []
  if (own.length === 0) return undefined
  const { variation, ...plain } = look
  return variation === undefined ? { ...plain, variation: oneOf(own, rng) } : plain
}

function inOtherGroup({ other, ...look }: HistoryStep): HistoryStep {
  return other === true ? look : { ...look, other: true }
}

interface Candidates {
  /** The moves to choose from. */
  readonly choices: readonly number[]
  readonly drawing: HistoryDrawing
  readonly taken: readonly Taken[]
  readonly rng: Rng
}

/** A random step, or a step that was taken before, with the same body or another. */
function candidate(palette: Palette, { choices, drawing, taken, rng }: Candidates): HistoryStep {
  const { moves, twoGroups } = drawing
  const earlier = taken.filter(({ step }) => choices.includes(step.move))
  if (earlier.length > 0 && oneIn(2, rng)) {
    const { step } = oneOf(earlier, rng)
    const { body: _, ...rest } = step
    return oneIn(2, rng) ? step : rest
  }
  const move = oneOf(choices, rng)
  const variations = moves[move]?.variations.filter((one) => palette.variations.has(one)) ?? []
  const variation = variations.length > 0 && !oneIn(3, rng) ? oneOf(variations, rng) : undefined
  const step = {
    move,
    key: moves[move]?.isKeyed === true ? oneOf(palette.keys, rng) : '',
    ...(variation === undefined ? {} : { variation }),
  }
  return twoGroups && oneIn(3, rng) && !staysHere(step, moves) ? { ...step, other: true } : step
}

function oneOf<T>(values: readonly T[], { random }: Rng): T {
  const value = values[values.length < 2 ? 0 : random.nextInt(0, values.length - 1)]
  if (value === undefined) throw new Error('a history has nothing to choose from')
  return value
}

/** The first of the best. */
function bestOf(steps: readonly HistoryStep[], worth: (step: HistoryStep) => number): HistoryStep {
  let [best, most] = [steps[0], -1]
  for (const step of steps) {
    const own = worth(step)
    if (own > most) [best, most] = [step, own]
  }
  if (best === undefined) throw new Error('a history has no candidates for a step')
  return best
}

/** At most `count` of the values, in their order. */
function someOf<T>(values: readonly T[], count: number, { random }: Rng): readonly T[] {
  const left = [...values]
  while (left.length > count) left.splice(random.nextInt(0, left.length - 1), 1)
  return left
}
