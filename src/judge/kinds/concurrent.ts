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

interface Law {
  readonly applies: (register: Register) => boolean
  readonly check: (register: Register) => readonly Problem[]
  readonly explained: string
}

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

/**
 * `one-create`: of creates of one key, at most one succeeds. `some-create`: one of them does. `one-delete`: so of deletes. `nothing-lost`: a success shows in the state
 * afterwards; `writes-stay` and `deletes-stay` are its parts. `removal-stays`: so does a delete beside an update that creates nothing. `groups-apart`: no write shows in another group. `nothing-returns`: no value that an update has replaced shows afterwards. `nothing-refused`: values of a refused request never show. `nothing-else`: each answer shows a key as it was before, or as one
 * write leaves it. `fresh-reads`: a read that is sent after the answer to a write, and that answer itself, show that write or a later one. `linearizable`: an order of the requests explains all answers.
 */
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
