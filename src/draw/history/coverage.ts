import type { HistoryStep, Move } from './history.ts'
import { placeOf, type States, type Taken } from './states.ts'

/**
 * The combinations that steps of histories have shown. A step is worth more, the more combinations it adds. They are of its move, the state
 * of its key, its variation and its group with those of the steps before it.
 */
export interface Coverage {
  /** The weight of the new combinations of a step after the steps of its history. */
  readonly worth: (step: HistoryStep, past: Past) => number
  readonly add: (step: HistoryStep, past: Past) => void
}

/** The steps of a history so far. */
export interface Past {
  readonly taken: readonly Taken[]
  readonly states: States
}

/** No combination shown yet. */
export function createCoverage(moves: readonly Move[]): Coverage {
  const shown = new Set<string>()
  const combinations = (step: HistoryStep, past: Past): readonly Combination[] => {
    const about = describe(step, past, moves)
    return [
      ...pairs(about, past.taken),
      ...looksAgain(about, past.taken),
      ...looksAfterRefusal(about, past.taken),
      ...writesBefore(about, past.taken),
      ...writesBeside(about, past),
    ]
  }
  return {
    worth: (step, past) =>
      combinations(step, past).reduce((sum, { name, weight }) => (shown.has(name) ? sum : sum + weight), 0),
    add: (step, past) => {
      for (const { name } of combinations(step, past)) shown.add(name)
    },
  }
}

interface Combination {
  readonly name: string
  readonly weight: number
}

interface Described {
  readonly step: HistoryStep
  /** Its move and the state of its key. */
  readonly now: string
  /** Its variation and its group. */
  readonly how: string
  readonly move: Move | undefined
}

function describe(step: HistoryStep, { states }: Past, moves: readonly Move[]): Described {
  const move = moves[step.move]
  return {
    step,
    now: `${step.move}${move?.isKeyed === true ? states.before(step) : ''}`,
    how: `${step.variation ?? '-'}${step.other === true ? ' other' : ''}`,
    move,
  }
}

/**
 * The combinations of the step with the one before it, and with the last one about its key. The last one is looked up in the same and in
 * the other group.
 */
function pairs({ step, now, how }: Described, taken: readonly Taken[]): readonly Combination[] {
  const before: readonly (readonly [string, Taken | undefined])[] = [
    ['after', taken.at(-1)],
    ['on the key after', taken.findLast((one) => placeOf(one.step) === placeOf(step))],
    ['beside', taken.findLast((one) => one.step.key === step.key && one.step.other !== step.other)],
  ]
  const names = [
    `key ${step.key} ${now}`,
    `how ${how} ${now}`,
    ...before.flatMap(([name, one]) => (one === undefined ? [] : [`${name} ${one.step.move} ${now}`])),
  ]
  return names.map((name) => ({ name, weight: 1 }))
}

/** The weight of a second look: a wrong memory of the target shows nowhere else. */
const LOOK = 6

/** A request that was sent before, sent again after a single accepted write: a memory of the target that the write should have ended. */
function looksAgain({ step, how }: Described, taken: readonly Taken[]): readonly Combination[] {
  const last = taken.findLastIndex((one) => isSame(one.step, step))
  if (last < 0) return []
  const between = taken.slice(last + 1).filter(({ writes }) => writes)
  const [write] = between
  if (write === undefined) return []
  const [own, other] = [placeOf(write.step), placeOf(step)]
  const where = own === other ? 'same' : write.step.key === step.key ? 'twin' : step.key === '' ? 'any' : 'another'
  const over = `${write.step.move} ${where} ${write.step.other === true ? 'other' : ''}`
  return [
    { name: `again ${step.move} ${how} over ${between.length === 1 ? over : 'several'}`, weight: LOOK },
    ...(between.length === 1
      ? [{ name: `again ${step.move} over ${over} ${write.step.variation ?? '-'}`, weight: LOOK }]
      : []),
  ]
}

function isSame(one: HistoryStep, step: HistoryStep): boolean {
  return one.move === step.move && one.variation === step.variation && placeOf(one) === placeOf(step)
}

/** A look right after a request that must be refused, which should have changed nothing. */
function looksAfterRefusal({ step, move }: Described, taken: readonly Taken[]): readonly Combination[] {
  const last = taken.at(-1)
  if (last === undefined || move?.looks !== true || last.writes || last.looks) return []
  const isOwn = step.key === '' || placeOf(step) === placeOf(last.step)
  return isOwn ? [{ name: `seen ${last.step.move} ${last.before} by ${step.move}`, weight: LOOK }] : []
}

/**
 * A write while the other keys have members: each pair of keys, since a write may change one other member only. A create at each count of
 * members too, since a limit or an order of the target may decide.
 */
function writesBeside({ step, move }: Described, { states }: Past): readonly Combination[] {
  const before = states.before(step)
  if (move === undefined || before === 'open' || !move.in[before].writes) return []
  const others = states.present(step.other === true).filter((key) => key !== step.key)
  const isCreate = before === 'absent' && move.in.absent.after === 'present'
  return others.flatMap((key) => [
    { name: `beside ${step.move} ${step.key} ${key}`, weight: 1 },
    ...(isCreate ? [{ name: `beside ${step.move} ${step.key} ${key} of ${others.length}`, weight: 2 }] : []),
  ])
}

/** The step after the last two accepted writes of its key. */
function writesBefore({ step, now, move }: Described, taken: readonly Taken[]): readonly Combination[] {
  const writes = taken.filter((one) => one.writes && (move?.isKeyed !== true || placeOf(one.step) === placeOf(step)))
  const [first, second] = writes.slice(-2)
  if (first === undefined || second === undefined) return []
  return [{ name: `writes ${first.step.move} ${second.step.move} ${now}`, weight: 2 }]
}
