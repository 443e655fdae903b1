import type { Problem } from '../assertion-kind.ts'
import { isLinearizable, type TimedOperation } from './linearizable.ts'
import type { Register, Sight, MomentWrite } from './registers.ts'
import { timelineOf } from './timeline.ts'

/** The state of a key: `absent`, with the member from before the moment, or with the values of a write. */
type State = 'absent' | 'before' | MomentWrite

type Operation = TimedOperation<State> & { readonly of: MomentWrite | Sight }

/** The answers about one key are explained by an order of the requests: the key is a register that each of them reads or writes at once. */
export function checkOrder(register: Register): readonly Problem[] {
  const { name, before, writes, sights } = register
  if (before === 'unknown' || writes.length === 0) return []
  const operations = [...writes.map(operationOf), ...sights.map((sight) => lookingAt(sight, register))]
  const isExplained = (some: readonly Operation[]): boolean =>
    isLinearizable(some, {
      initial: before === 'absent' ? 'absent' : 'before',
      text: (state) => (typeof state === 'string' ? state : String(writes.indexOf(state))),
    })
  if (isExplained(operations)) return []
  const odd = operations.find((one) => isExplained(operations.filter((other) => other !== one)))
  return [
    {
      signature: 'no-order',
      message: `expected an order of the requests about ${name} that explains their answers; ${odd === undefined ? 'no order does' : `without ${wordsFor(odd)} one order does, and with it none`}`,
      at: odd !== undefined && 'at' in odd.of ? odd.of.at : 'status',
      expected: 'an order of the requests',
      actual: 'no such order',
      exchange: (odd ?? operations.at(-1))?.of.timed.exchange ?? 0,
      timeline: timelineOf(operations.map(({ of }) => of.timed)),
    },
  ]
}

function wordsFor({ of }: Operation): string {
  const { role } = of.timed.request
  return `the answer to the ${role ?? 'request'} (${of.timed.response?.status ?? 'none'})`
}

function operationOf(write: MomentWrite): Operation {
  const { start, end } = write.timed
  // A write with a server error or a broken answer may still happen.
  return { of: write, start, end: write.outcome === 'unclear' ? Infinity : end, next: (state) => after(state, write) }
}

/** A create needs an absent key, an update may create it, and a refusal is free but for the statuses that tell the state. */
function after(state: State, write: MomentWrite): readonly State[] {
  const { role, outcome, timed } = write
  const status = timed.response?.status
  if (outcome === 'refused') {
    if (role === 'create' && status === CONFLICT) return state === 'absent' ? [] : [state]
    if (role !== 'create' && status === NOT_FOUND) return state === 'absent' ? [state] : []
    return [state]
  }
  const unchanged = outcome === 'unclear' ? [state] : []
  switch (role) {
    case 'create':
      return state === 'absent' ? [write] : unchanged
    case 'update':
      return [write, ...unchanged]
    case 'delete':
      return state === 'absent' ? unchanged : ['absent']
  }
}

const CONFLICT = 409
const NOT_FOUND = 404

function lookingAt(sight: Sight, { before, isShown }: Register): Operation {
  const { member, timed } = sight
  const fits = (state: State): boolean => {
    if (member === undefined || state === 'absent') return member === undefined && state === 'absent'
    if (state !== 'before') return isShown(member, state.values)
    return typeof before === 'string' || isShown(member, before.values)
  }
  // The search asks for the same few states in each order that it tries.
  const known = new Map<State, readonly State[]>()
  const next = (state: State): readonly State[] => {
    const found = known.get(state) ?? (fits(state) ? [state] : [])
    known.set(state, found)
    return found
  }
  return { of: sight, start: timed.start, end: timed.end, next }
}
