import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../../json/pointer.ts'
import { standsWithParent } from '../../../resource/stands-with-parent.ts'
import { isWord } from '../../body/words.ts'
import { changedMember } from '../../change/changed-member.ts'
import { short } from '../../compare/compare-member.ts'
import { isLater, isSuccess, type Answer } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import { all, lacking, makes, type Need, reads, updates } from '../../world/facts.ts'
import { keysListed } from '../../world/standing-member.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const stands: Need = (resource, model) =>
  standsWithParent(resource, model)
    ? { holds: true, certainty: 'sure' }
    : lacking('member that is there with its parent, under one of several keys')

/** The path of an update names one key (RFC 9110, section 9.3.4). A setting may set another one on purpose: a should, unless all of them follow. */
export const otherKeysStay: Law = {
  id: 'other-keys-stay',
  level: 'must',
  text: 'An update of a member that is there with its parent, such as a setting, leaves the members under other keys as they are.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(stands, makes, reads, updates),
  isRare: true,
  async check(world) {
    const member = await world.fresh()
    const others = await othersOf(member, world)
    if (others.length === 0) throw new NotVerified('there is no member under another key')
    const [facts] = world.resource.updates
    const changed = facts === undefined ? undefined : changedMember({ member, facts }, world)
    if (facts === undefined || changed === undefined) throw new NotVerified('no update can be made')
    const updated = await world.update(member, changed, { facts })
    if (!isSuccess(updated) || isLater(updated)) throw new NotVerified(`the update was answered ${updated.status}`)
    const after: After[] = []
    for (const other of others) after.push({ ...other, answer: await world.read(other.member) })
    const followed = after.map((one) => followedIn(changed, one, world))
    const isSure = after.length > 1 && followed.every((name) => name !== undefined)
    for (const [index, one] of after.entries()) {
      const name = followed[index]
      const isOurs = isWord(changed[name ?? ''])
      const problem = name === undefined ? [] : [problemOf(name, { ...one, updated }, world)]
      world.expect(
        one.answer,
        problem.map((found) => ({ ...found, ...shouldUnless(isSure || isOurs) })),
      )
    }
  },
}

/** A member under another key, and a read of it before the update. */
interface Other {
  readonly member: Pick<Member, 'above' | 'own'>
  readonly before: unknown
}

interface After extends Other {
  readonly answer: Answer
}

/** The other members that are looked at, as a count. */
const MOST = 4

/** Members under other keys that the document lists, or that the list below the parent shows. */
async function othersOf(member: Member, world: World): Promise<readonly Other[]> {
  const listed = keysListed(world.resource, world)
  const { above } = member
  const keys = listed ?? (await keysInList(above, world))
  const found: Other[] = []
  for (const key of keys.filter((one) => one !== member.own[0]).slice(0, MOST)) {
    const other = { above, own: [key] }
    const answer = await world.read(other)
    if (isSuccess(answer)) found.push({ member: other, before: world.shown(answer) })
  }
  return found
}

async function keysInList(above: readonly string[], world: World): Promise<readonly string[]> {
  if (world.resource.list === undefined) return []
  const { members } = await world.walk(above, { most: 1 })
  return members.flatMap((shown) => world.keysOf(shown)?.[0] ?? [])
}

/** The first property of an update that another member has taken over from it. */
function followedIn(
  changed: Readonly<Record<string, unknown>>,
  { before, answer }: After,
  world: World,
): string | undefined {
  const now = world.shown(answer)
  if (!isSuccess(answer) || !isObject(now) || !isObject(before)) return undefined
  return Object.keys(changed).find(
    (name) => isDeepStrictEqual(now[name], changed[name]) && !isDeepStrictEqual(before[name], now[name]),
  )
}

function problemOf(
  name: string,
  { member, before, answer, updated }: After & { readonly updated: Answer },
  world: World,
): Problem {
  const [old, now] = [before, world.shown(answer)].map((one) => (isObject(one) ? one[name] : undefined))
  return {
    signature: 'set-elsewhere',
    message: `expected ${short(old)} at /${name} of ${member.own.join('/')} after ${updated.asked}, got ${short(now)}: that update has changed it`,
    at: `body#${world.resource.wrap?.value.answer ?? ''}/${name}`,
    expected: old,
    actual: now,
  }
}
