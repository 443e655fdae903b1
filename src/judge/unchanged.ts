import { isDeepStrictEqual } from 'node:util'
import { withValueAt } from '../source/pointer.ts'
import type { AssertionKind, Problem } from './assertion-kind.ts'
import type { Observation, Snapshot } from './observation.ts'

/** `all`: nothing in the group; `others`: no member but the one that the request names. */
export type UnchangedExpectation = 'all' | 'others'

/** What is in the group after the exchange is what was there before; ids are not compared. */
export const unchanged: AssertionKind<UnchangedExpectation> = {
  name: 'unchanged',
  schema: { enum: ['all', 'others'] },
  gathers: 'snapshots',
  check(expected, seen) {
    if (seen.snapshots === undefined) return []
    const { before, after } = seen.snapshots
    const spared = expected === 'others' ? seen.request.key : undefined
    return [
      ...compareMembers(before, after, { spared, seen }),
      ...(expected === 'all' ? compareReads(before, after, seen) : []),
    ]
  },
  explain: (expected) => (expected === 'all' ? 'nothing changed in the group' : 'no other member changed'),
}

interface Context {
  readonly spared: string | undefined
  readonly seen: Observation
}

function compareMembers(before: Snapshot, after: Snapshot, { spared, seen }: Context): readonly Problem[] {
  if (before.members === undefined) return []
  if (after.members === undefined) {
    return [
      {
        message: 'expected the list of before; it cannot be read any more',
        at: 'list',
        expected: 'a list',
        actual: 'none',
      },
    ]
  }
  const keys = new Set([...Object.keys(before.members), ...Object.keys(after.members)])
  return [...keys]
    .filter((key) => key !== spared)
    .flatMap((key) => difference(`list#/${key}`, strip(before.members?.[key], seen), strip(after.members?.[key], seen)))
}

function compareReads(before: Snapshot, after: Snapshot, seen: Observation): readonly Problem[] {
  if (before.read === undefined || after.read === undefined) return []
  const was = before.read.status === 200 ? strip(before.read.document, seen) : undefined
  const is = after.read.status === 200 ? strip(after.read.document, seen) : undefined
  return difference(`read#/${before.read.key}`, was, is)
}

function difference(at: string, was: unknown, is: unknown): readonly Problem[] {
  if (isDeepStrictEqual(was, is)) return []
  const what = was === undefined ? 'it appeared' : is === undefined ? 'it is gone' : 'it changed'
  return [{ message: `expected no change; ${what}`, at, expected: was ?? 'nothing', actual: is ?? 'nothing' }]
}

/** Without the id: whether that stays is another sentence. */
function strip(member: unknown, { contract }: Observation): unknown {
  return member === undefined ? undefined : withValueAt(member, contract.resource.identity, undefined)
}
