import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { checkNothingLost, hasSuccessAndState } from '../moment/nothing-lost.ts'
import { checkNothingRefused, hasRefusalAndMember } from '../moment/nothing-refused.ts'
import { checkOneCreate, mayConflict } from '../moment/one-create.ts'
import { checkOrder } from '../moment/ordered.ts'
import { type Register, registersOf } from '../moment/registers.ts'

/**
 * `one-create`: of creates of one key, at most one succeeds. `nothing-lost`: a success shows in the state afterwards. `nothing-refused`: values
 * of a refused request never show. `linearizable`: an order of the requests explains all answers.
 */
export type ConcurrentExpectation = 'one-create' | 'nothing-lost' | 'nothing-refused' | 'linearizable'

/** Requests at the same moment, judged together with the state afterwards, key by key. */
export const concurrent: AssertionKind<ConcurrentExpectation> = {
  name: 'concurrent',
  schema: { enum: ['one-create', 'nothing-lost', 'nothing-refused', 'linearizable'] },
  gathers: 'moment',
  applies: (expected, observation) => registersOf(observation).some(LAWS[expected].applies),
  check: (expected, observation) => registersOf(observation).flatMap(LAWS[expected].check),
  explain: (expected) => LAWS[expected].explained,
}

interface Law {
  readonly applies: (register: Register) => boolean
  readonly check: (register: Register) => readonly Problem[]
  readonly explained: string
}

const LAWS: Readonly<Record<ConcurrentExpectation, Law>> = {
  'one-create': {
    applies: mayConflict,
    check: checkOneCreate,
    explained: 'at most one success among the creates of a key, unless a delete of it makes room for another',
  },
  'nothing-lost': {
    applies: hasSuccessAndState,
    check: checkNothingLost,
    explained: 'each key afterwards as a last successful write left it',
  },
  'nothing-refused': {
    applies: hasRefusalAndMember,
    check: checkNothingRefused,
    explained: 'no values of a refused request in any answer',
  },
  linearizable: {
    applies: ({ before, writes }) => before !== 'unknown' && writes.length > 0,
    check: checkOrder,
    explained: 'an order of the requests that explains all their answers, key by key',
  },
}
