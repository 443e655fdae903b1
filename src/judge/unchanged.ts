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
      ...(expected === 'all' ? comparePresence(before, after) : []),
    ]
  },
  explain: (expected) => (expected === 'all' ? 'nothing changed in the group' : 'no other member changed'),
}

interface Context {
  readonly spared: string | undefined
  readonly seen: Observation
}

function compareMembers(before: Snapshot, after: Snapshot, { spared, seen }: Context): readonly Problem[] {
  const at = `body#${seen.contract.page.items}`
  if (before.members === undefined) return []
  if (after.members === undefined) {
    return [
      { message: 'expected the list of before; it cannot be read any more', at, expected: 'a list', actual: 'none' },
    ]
  }
  const keys = new Set([...Object.keys(before.members), ...Object.keys(after.members)])
  return [...keys]
    .filter((key) => key !== spared)
    .flatMap((key): readonly Problem[] => {
      const [was, is] = [before.members?.[key], after.members?.[key]].map((member) => strip(member, seen))
      if (isDeepStrictEqual(was, is)) return []
      const what = was === undefined ? 'it appeared' : is === undefined ? 'it is gone' : 'it changed'
      return [
        {
          message: `expected no change of ${key} in the list; ${what}`,
          at,
          expected: was ?? 'nothing',
          actual: is ?? 'nothing',
        },
      ]
    })
}

/** What the list does not show may still be there to be read, or the other way round. */
function comparePresence(before: Snapshot, { read }: Snapshot): readonly Problem[] {
  if (before.members === undefined || read === undefined) return []
  const was = Object.hasOwn(before.members, read.key)
  const is = read.status === 200
  if (was === is) return []
  const message = `expected no change of ${read.key}; a read now answers ${read.status}, though it was ${was ? '' : 'not '}in the list before`
  return [{ message, at: 'status', expected: was ? 200 : 'an error', actual: read.status }]
}

/** Without the id: whether that stays is another sentence. */
function strip(member: unknown, { contract }: Observation): unknown {
  return member === undefined ? undefined : withValueAt(member, contract.resource.identity, undefined)
}
