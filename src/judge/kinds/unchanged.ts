import { isDeepStrictEqual } from 'node:util'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { AssertionKind, Problem } from '../assertion-kind.ts'
import { withShortMask } from '../../secrets/mask.ts'
import type { Observation, Snapshot } from '../observation.ts'

/**
 * `all`: nothing in the group, by a request that was refused; `others`: no member but the one that the request names; in both ids are
 * not compared. `ids`: no id, but of the member that the request names and wrote.
 */
export type UnchangedExpectation = 'all' | 'others' | 'ids'

/** What is in the group after the exchange is what was there before. */
export const unchanged: AssertionKind<UnchangedExpectation> = {
  name: 'unchanged',
  schema: { enum: ['all', 'others', 'ids'] },
  gathers: 'snapshots',
  check(expected, seen) {
    // Where a refusal was due and none came, that is what there is to say.
    const refused = seen.response.status >= 400 && seen.response.status < 500
    if (seen.snapshots === undefined || (expected === 'all' && !refused)) return []
    const { before, after } = seen.snapshots
    if (expected === 'ids') return compareIds(before, after, { spared: refused ? undefined : seen.request.key, seen })
    const spared = expected === 'others' ? seen.request.key : undefined
    return [
      ...compareMembers(before, after, { spared, seen }),
      ...(expected === 'all' ? comparePresence(before, after) : []),
    ]
  },
  explain: (expected) =>
    expected === 'all'
      ? 'nothing changed in the group'
      : expected === 'ids'
        ? 'no id changed but that of what was written'
        : 'no other member changed',
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
      {
        signature: 'list-not-readable',
        acrossRequirements: true,
        message: 'expected the list of before; it cannot be read any more',
        at,
        expected: 'a list',
        actual: 'none',
      },
    ]
  }
  const keys = new Set([...Object.keys(before.members), ...Object.keys(after.members)])
  return [...keys]
    .filter((key) => key !== spared)
    .flatMap((key): readonly Problem[] => {
      const [was, is] = [before.members?.[key], after.members?.[key]].map((member) => strip(member, seen))
      if (isDeepStrictEqual(was, is)) return []
      const what = was === undefined ? 'appeared' : is === undefined ? 'gone' : 'changed'
      return [
        {
          signature: `member-${what}`,
          message: `expected no change of ${key} in the list; ${SAID[what]}`,
          at,
          expected: was ?? 'nothing',
          actual: is ?? 'nothing',
        },
      ]
    })
}

const SAID = { appeared: 'it appeared', gone: 'it is gone', changed: 'it changed' }

function compareIds(before: Snapshot, after: Snapshot, { spared, seen }: Context): readonly Problem[] {
  const { identity } = seen.contract.resource
  return Object.entries(before.members ?? {}).flatMap(([key, member]): readonly Problem[] => {
    const [was, is] = [member, after.members?.[key]].map((one) => valueAt(one, identity))
    if (key === spared || was === undefined || is === undefined || isDeepStrictEqual(was, is)) return []
    const at = `body#${seen.contract.page.items}`
    return [
      {
        signature: 'id-changed',
        message: `expected the id of ${key} in the list to stay; it changed`,
        at,
        expected: was,
        actual: is,
      },
    ]
  })
}

/** What the list does not show may still be there to be read, or the other way round. */
function comparePresence({ read: before }: Snapshot, { read: after }: Snapshot): readonly Problem[] {
  if (before === undefined || after === undefined || before.status === after.status) return []
  const message = `expected a read of ${after.key} to answer ${before.status} as before; it now answers ${after.status}`
  return [{ signature: 'read-differs', message, at: 'status', expected: before.status, actual: after.status }]
}

/**
 * What of a member may be compared: not the id, since whether that stays is another sentence; nothing undeclared, a time of the last
 * change, say; and not how long a mask is.
 */
function strip(member: unknown, { contract: { resource } }: Observation): unknown {
  if (!isObject(member)) return member
  const variant = resource.variants[String(valueAt(member, resource.key.pointer))]
  if (variant === undefined) return withValueAt(member, resource.identity, undefined)
  const declared = Object.entries(member).filter(
    ([name]) => `/${name}` !== resource.identity && variant.properties.includes(`/${name}`),
  )
  return Object.fromEntries(
    declared.map(([name, value]) => [
      name,
      variant.redactions[`/${name}`] === undefined || typeof value !== 'string' ? value : withShortMask(value),
    ]),
  )
}
