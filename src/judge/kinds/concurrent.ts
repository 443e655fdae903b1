import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { checkFreshReads, hasReadAfterWrite } from '../moment/fresh-reads.ts'
import { checkGroupsApart, hasForeignWriteAndSight } from '../moment/groups-apart.ts'
import { checkNothingElse, hasStateAndSight } from '../moment/nothing-else.ts'
import {
  checkDeletesStay,
  checkNothingLost,
  checkRemovalStays,
  checkWritesStay,
  hasDeleteAndState,
  hasSuccessAndState,
  hasWriteAndState,
  mustRemove,
} from '../moment/nothing-lost.ts'
import { checkNothingRefused, hasRefusalAndMember } from '../moment/nothing-refused.ts'
import { checkNothingReturns, hasUpdatesAlone } from '../moment/nothing-returns.ts'
import { checkOneCreate, checkSomeCreate, mayConflict, mustCreate } from '../moment/one-create.ts'
import { checkOneDelete, mayMiss } from '../moment/one-delete.ts'
import { checkOrder } from '../moment/ordered.ts'
import { type Register, registersOf } from '../moment/registers.ts'

/** A demand on the requests of a moment about one key. */
interface Law {
  /** True if the register holds something that the law judges. */
  readonly applies: (register: Register) => boolean
  readonly check: (register: Register) => readonly Problem[]
  /** The demand in English, as the object of "expect". */
  readonly explained: string
}

/** All laws by name. The functions that check them give their reasons. */
const LAWS = {
  'one-create': {
    applies: mayConflict,
    check: checkOneCreate,
    explained: 'at most one success among the creates of a key, unless a delete of it makes room for another',
  },
  'some-create': {
    applies: mustCreate,
    check: checkSomeCreate,
    explained: 'a success among the creates of a key that was absent',
  },
  'one-delete': {
    applies: mayMiss,
    check: checkOneDelete,
    explained: 'at most one success among the deletes of a key, unless a write of it makes room for another',
  },
  'nothing-lost': {
    applies: hasSuccessAndState,
    check: checkNothingLost,
    explained: 'each key afterwards as a last successful write left it',
  },
  'writes-stay': {
    applies: hasWriteAndState,
    check: checkWritesStay,
    explained: 'each key that was created or updated last is there afterwards, as that left it',
  },
  'deletes-stay': {
    applies: hasDeleteAndState,
    check: checkDeletesStay,
    explained: 'each key that was deleted last is absent afterwards',
  },
  'removal-stays': {
    applies: mustRemove,
    check: checkRemovalStays,
    explained: 'each key that a delete removed is absent afterwards, since an update creates none',
  },
  'groups-apart': {
    applies: hasForeignWriteAndSight,
    check: checkGroupsApart,
    explained: 'no key in any answer as a write of another group leaves it',
  },
  'nothing-returns': {
    applies: hasUpdatesAlone,
    check: checkNothingReturns,
    explained: 'no value afterwards that an update has replaced',
  },
  'nothing-refused': {
    applies: hasRefusalAndMember,
    check: checkNothingRefused,
    explained: 'no values of a refused request in any answer',
  },
  'nothing-else': {
    applies: hasStateAndSight,
    check: checkNothingElse,
    explained: 'each key in each answer as it was before the requests, or as one of them leaves it',
  },
  'fresh-reads': {
    applies: hasReadAfterWrite,
    check: checkFreshReads,
    explained:
      'each key in each read as a write left it that was answered before the read was sent, or as a later one did, and so in the answer to the write',
  },
  linearizable: {
    applies: ({ before, writes }) => before !== 'unknown' && writes.length > 0,
    check: checkOrder,
    explained: 'an order of the requests that explains all their answers, key by key',
  },
} satisfies Readonly<Record<string, Law>>

/** The name of a law. */
export type ConcurrentLaw = keyof typeof LAWS

/** A law, or several laws that prove one requirement. */
export type ConcurrentExpectation = ConcurrentLaw | readonly ConcurrentLaw[]

const NAMES = Object.keys(LAWS)

/** Requests at the same moment, judged together with the state afterwards, key by key. */
export const concurrent: AssertionKind<ConcurrentExpectation> = {
  name: 'concurrent',
  schema: { anyOf: [{ enum: NAMES }, { type: 'array', minItems: 2, uniqueItems: true, items: { enum: NAMES } }] },
  gathers: 'moment',
  applies: (expected, observation) => {
    const registers = registersOf(observation)
    return lawsOf(expected).some(({ applies }) => registers.some(applies))
  },
  check: (expected, observation) => {
    const registers = registersOf(observation)
    return lawsOf(expected).flatMap(({ check }) => registers.flatMap(check))
  },
  explain: (expected) =>
    lawsOf(expected)
      .map(({ explained }) => explained)
      .join('; and '),
}

function lawsOf(expected: ConcurrentExpectation): readonly Law[] {
  return [expected].flat().map((name) => LAWS[name])
}
