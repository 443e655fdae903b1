import { isObject } from '../../../json/pointer.ts'
import { ownParameters, parametersIn } from '../../body/paths.ts'
import { holdsWord } from '../../body/words.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { changedMember } from '../../change/changed-member.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { changedBy, type Problem } from '../../session/problem.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { all, creates, hasParent, lacking, type Need, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const changes: Need = ({ updates, delete: removal }) =>
  updates.length === 0 && removal === undefined
    ? lacking('update or delete of a member')
    : { holds: true, certainty: 'sure' }

/** A server that looks for a member by its number or its name alone may find that of another parent. */
export const twinsStayApart: Law = {
  id: 'twins-stay-apart',
  level: 'must',
  text: 'Of two members with the same values below two parents, an update or a delete of one leaves the other as it is.',
  source: 'RFC 9110, section 9.3',
  needs: all(creates, shows, hasParent, changes),
  async check(world) {
    const { resource } = world
    // Each is the first member of its parent, as a parent may count its members.
    const [parent, other] = [await world.otherParent(), await world.otherParent()]
    const member = await world.fresh({ parent })
    const twin = (await twinOf(member, other, world)) ?? (await world.fresh({ parent: other }))
    let judged = 0
    for (const facts of resource.updates) {
      const changed = changedMember({ member, facts }, world)
      const updated = changed === undefined ? undefined : await world.update(member, changed, { facts })
      if (updated === undefined || !isSuccess(updated)) continue
      judged += 1
      if (!(await expectSame(twin, updated, world))) return
    }
    const removed = resource.delete === undefined ? undefined : await world.remove(member)
    if (removed !== undefined && isSuccess(removed)) {
      judged += 1
      await expectSame(twin, removed, world)
    }
    if (judged === 0) throw new NotVerified('no update and no delete was accepted')
  },
}

/** A member below another parent with the texts of the first one, and with its key where callers name the members. Undefined where it is refused. */
async function twinOf(member: Member, parent: Member, world: World): Promise<Member | undefined> {
  const { resource } = world
  const asked = await world.body({ parent })
  const made = memberIn(asked.body, resource)
  if (!isObject(made) || !isObject(member.sent)) return undefined
  const isNamed = resource.key.chosen?.value === 'client'
  const pointers = [
    ...resource.unique.map(({ value }) => value),
    ...ownParameters(resource).map(({ pointer }) => pointer ?? ''),
  ]
  const apart = new Set(isNamed ? [] : pointers)
  // The key of the parent is none of the texts.
  const texts = Object.entries(member.sent).filter(
    ([name, value]) => holdsWord(value) && !apart.has(`/${name}`) && !member.above.includes(String(value)),
  )
  const { path } = world.operation(resource.create?.operation ?? '')
  const isInPath = isNamed && parametersIn(path).length > member.above.length
  const created = await world.create({
    ...asked,
    body: withMember(asked.body, { ...made, ...Object.fromEntries(texts) }, resource),
    ...(isInPath ? { own: member.own } : {}),
  })
  return world.arrived(created)
}

/** Reads a member that a write to another one has left alone. */
async function expectSame(twin: Member, write: Answer, world: World): Promise<boolean> {
  const answer = await world.read(twin)
  const what = `a read of a member below another parent after ${write.asked}`
  const problems: readonly Problem[] = isSuccess(answer)
    ? changedBy(
        world.shows(twin.sent, answer).filter(({ level }) => level !== 'should'),
        `${write.asked}, below another parent,`,
      )
    : statusProblems(answer, ['2xx'], { what })
  return world.expect(answer, problems)
}
