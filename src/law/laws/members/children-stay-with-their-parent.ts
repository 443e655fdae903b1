import { speaksOf } from '../../../resource/shape/sentences.ts'
import { changedMember } from '../../change/changed-member.ts'
import { holdApart, isUnseen } from '../../change/follows-other.ts'
import { keysOfOthers } from '../../../resource/infer/keys-of-others.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { standsOnce } from '../../../resource/stands-with-parent.ts'
import { standsBelow } from '../../body/above.ts'
import { parentsBeside } from '../../body/paths.ts'
import { asShoulds } from '../../world/as-shoulds.ts'
import { all, hasParent, makes, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { type Member, pathOf } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { listedElsewhere } from '../../list/list-membership.ts'
import { type Answer, isAbsent, isSuccess } from '../../session/exchange.ts'
import { changedBy, type Problem } from '../../session/problem.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** A member is found and written under its own parent alone. */
export const childrenStayWithTheirParent: Law = {
  id: 'children-stay-with-their-parent',
  level: 'must',
  text: 'A member is neither read, listed, changed nor deleted under another parent than its own.',
  source: 'RFC 3986, section 1.2.3',
  needs: all(makes, shows, hasParent),
  async check(world) {
    const member = await world.fresh()
    const other = await world.otherParent(member)
    // What stands once below each parent.
    if (standsOnce(world.resource, world.model)) {
      await holdSingleton(member, other, world)
      const { parent } = member
      if (parent === undefined || parentsBeside(world.resource, world.model) === undefined) return
      // The other one of two parents that stand beside each other.
      await holdSingleton(member, { ...parent, parent: await world.otherParent(parent) }, world)
      return
    }
    if (!(await holdBelow(member, other, world))) return
    const twin = await twinOfParent(member, world)
    if (twin !== undefined) await holdBelow(member, twin, tellsOfBoth(member, world) ? world : asShoulds(world))
  },
}

/** Holds that a member is not found below another parent. Returns false after a finding. */
async function holdBelow(member: Member, other: Member, world: World): Promise<boolean> {
  const { above } = await world.above(other)
  if (!(await holdWrites(member, { ...member, parent: other, above }, world))) return false
  if (standsBelow(world.resource.read?.operation, member, world)) {
    const answer = await world.read({ above, own: member.own })
    const what = 'a read of a member under another parent'
    if (!world.expect(answer, statusProblems(answer, ['4xx'], { what }))) return false
  }
  const { list } = world.resource
  if (list?.items === undefined || !standsBelow(list.operation, member, world)) return true
  const walk = await world.walk(above)
  if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
  return world.expect(walk.last, listedElsewhere(walk.members, member, { where: 'under another parent', world }))
}

/**
 * The association of the same member with another one, such as that of a user with a second group. A server may look for what is below by the
 * user alone. Undefined where the parent is no association, or where none is made.
 */
async function twinOfParent({ parent }: Member, world: World): Promise<Member | undefined> {
  const { parent: holder, resource, own, claim } = parent ?? {}
  if (parent === undefined || holder === undefined || resource === undefined || own === undefined) return undefined
  const isAssociation = keysOfOthers(resource, world.document, world.model).size > 0 && claim !== undefined
  const { create } = resource
  if (!isAssociation || create === undefined || world.operation(create.operation).body !== undefined) return undefined
  return unlessNotVerified(async () => {
    const other = await world.otherParent(parent)
    const above = pathOf(other)
    if (above.length !== parent.above.length) return undefined
    return world.arrived(await world.create({ resource, parent: other, above, own, body: undefined }))
  })
}

/** True where the document says that the members belong to both: "The notes of the person in the club". */
function tellsOfBoth({ parent }: Member, { resource, operation }: World): boolean {
  const ids = [resource.list?.operation, resource.create?.operation, resource.read?.operation]
  const texts = ids.flatMap((id) => (id === undefined ? [] : [operation(id).description ?? '']))
  return texts.some((text) => speaksOf(parent?.parent?.resource.name ?? '', text))
}

/**
 * Updates and deletes a member under another parent, where the path says which. Both may be answered as at a member that is not there: what
 * counts is that the member is as it was. Returns false where it is not.
 */
async function holdWrites(member: Member, elsewhere: Member, world: World): Promise<boolean> {
  const first = await world.read(member)
  if (!isSuccess(first)) throw new NotVerified(`a read of the member was answered ${first.status}`)
  const before = world.shown(first)
  for (const facts of world.resource.updates) {
    const changed = changedMember({ member, facts }, world)
    if (changed === undefined || mayCreate(facts, world) || !standsBelow(facts.operation, member, world)) continue
    const updated = await world.update(elsewhere, changed, { facts })
    const answer = await world.read(member)
    const problems = isSuccess(answer)
      ? changedBy(world.shows(before, answer), `${updated.asked}, below another parent,`)
      : lostBy(updated, { member, answer })
    if (!world.expect(answer, problems)) return false
  }
  const { delete: removal } = world.resource
  if (removal === undefined || !standsBelow(removal.operation, member, world)) return true
  const removed = await world.remove(elsewhere)
  const answer = await world.read(member)
  return world.expect(answer, lostBy(removed, { member, answer }))
}

/** A member that is not found after a write below another parent. */
function lostBy(
  { asked }: Answer,
  { member, answer }: { readonly member: Member; readonly answer: Answer },
): readonly Problem[] {
  if (!isAbsent(answer)) return []
  return [
    {
      signature: 'deleted-elsewhere',
      message: `expected the member ${member.own.join('/')} after ${asked}, below another parent, got ${answer.status}`,
      at: 'status',
      expected: '2xx',
      actual: answer.status,
    },
  ]
}

/** True for a PUT that may create a member, also under another parent. One to a key of the server creates none. */
function mayCreate({ operation, unknown }: UpdateFacts, { operation: find, resource }: World): boolean {
  if (unknown !== undefined) return unknown.value === 'creates'
  return find(operation).method === 'PUT' && resource.key.chosen?.value !== 'server'
}

/** Judges a resource that stands once below each parent: a write below another parent must leave it unchanged. */
async function holdSingleton(member: Member, parent: Member, world: World): Promise<void> {
  const second = await world.fresh({ parent })
  const [facts] = world.resource.updates
  const changed = facts === undefined ? undefined : changedMember({ member: second, facts }, world)
  const isWritten =
    facts !== undefined && changed !== undefined && isSuccess(await world.update(second, changed, { facts }))
  if (!isWritten) throw new NotVerified('no second one could be written')
  const answer = await world.read(member)
  const problems = isSuccess(answer) ? world.shows(member.sent, answer) : []
  const isKept = world.expect(answer, changedBy(problems, `the update below ${second.above.join('/')}`))
  if (isKept && isSuccess(answer) && isUnseen(changed, world.shown(answer)))
    await holdApart({ member, second, facts }, world)
}
