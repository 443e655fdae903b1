import type { HistoryStep, KeyState, Move } from './history.ts'

/** A step of a history, with the outcome that the contract has for it. */
export interface Taken {
  readonly step: HistoryStep
  /** The state of its key before the step. */
  readonly before: KeyState
  /** True for a write that must be accepted. */
  readonly writes: boolean
  readonly looks: boolean
}

/** The states of all keys of both groups, as the contract has them after some steps. */
export interface States {
  /** The state of the key of a step, before the step. */
  readonly before: (step: HistoryStep) => KeyState
  /** The keys with a member in one of the groups. */
  readonly present: (isOther: boolean) => readonly string[]
  readonly take: (step: HistoryStep) => Taken
}

/** All keys absent. */
export function createStates(moves: readonly Move[]): States {
  const known = new Map<string, KeyState>()
  const before = (step: HistoryStep): KeyState => known.get(placeOf(step)) ?? 'absent'
  return {
    before,
    present: (isOther) =>
      [...known].flatMap(([place, state]) =>
        state === 'present' && place.startsWith(OTHER) === isOther ? [isOther ? place.slice(OTHER.length) : place] : [],
      ),
    take(step) {
      const [move, was] = [moves[step.move], before(step)]
      const looks = move?.looks === true
      if (move?.isKeyed !== true) return { step, before: was, writes: false, looks }
      known.set(placeOf(step), afterStep(move, was))
      return { step, before: was, writes: was !== 'open' && move.in[was].writes, looks }
    },
  }
}

/** The place of a key: its group and its name. */
export function placeOf({ key, other }: Pick<HistoryStep, 'key' | 'other'>): string {
  return other === true ? `${OTHER}${key}` : key
}

const OTHER = 'other '

/** An open state ends with a request that leads to one state from both. */
function afterStep(move: Move, before: KeyState): KeyState {
  const { absent, present } = move.in
  if (before !== 'open') return move.in[before].after
  return absent.after === present.after ? absent.after : 'open'
}
