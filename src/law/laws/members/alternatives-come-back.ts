import { placesAt } from '../../../json/places-at.ts'
import { secretPointers } from '../../send/secrets-of.ts'
import type { Member } from '../../session/member.ts'
import { holdsMember } from '../../list/list-membership.ts'
import { listsOfKinds, memberOfEachKind, membersOfOneKind, roomForKinds } from '../../world/items-of-each-kind.ts'
import { memberIn } from '../../body/wrapped-member.ts'
import { alternativesOfCreate, createOf } from '../../world/create-of-alternative.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import type { World } from '../../world/world.ts'

/** The alternatives that are sent, as a count. */
const MOST = 10

/** A member of another alternative than the first, which all other laws send, reads back as it was sent. */
export const alternativesComeBack: Law = {
  id: 'alternatives-come-back',
  level: 'must',
  text: 'A member of each alternative of a body, or of the items of its lists, that is accepted is read with the values that were sent.',
  source: 'OpenAPI 3.1, section 4.8.24 (Schema Object)',
  needs: all(creates, shows),
  async check(world) {
    const [, ...others] = alternativesOfCreate(world)
    const lists = listsOfKinds(world)
    if (others.length === 0 && lists.length === 0) throw new NotVerified('the body of a create has no alternatives')
    const fresh = await world.fresh()
    if (others.length === 0) world.leave([fresh])
    const ofItems = lists.length === 0 ? 0 : await holdItems(world)
    const judged = ofItems + (others.length === 0 ? 0 : await holdBodies(others, world))
    if (judged === 0) throw new NotVerified('no other alternative was accepted and read')
  },
}

/** Returns the count of what was judged. */
async function holdItems(world: World): Promise<number> {
  const whole = await memberOfEachKind(world)
  let judged = whole === undefined ? 0 : await holdMember(whole, world)
  const from = whole === undefined ? 1 : roomForKinds(world)
  for await (const member of membersOfOneKind(from, world)) judged += await holdMember(member, world)
  return judged
}

async function holdMember(member: Member, world: World): Promise<number> {
  const shown = await world.read(member)
  if (!isSuccess(shown)) return 0
  world.expect(shown, world.shows(member.sent, shown))
  // Each answer is searched for secrets, of which the items of other members may have none.
  const secrets = secretPointers(world.resource).filter((pointer) => pointer.includes('/*/'))
  if (world.resource.list !== undefined && secrets.some((pointer) => placesAt(member.sent, pointer).length > 0))
    await unlessNotVerified(() => world.walk(member.above, { until: (seen) => holdsMember(seen, member, world) }))
  return 1
}

/** Returns the count of what was judged. */
async function holdBodies(others: ReturnType<typeof alternativesOfCreate>, world: World): Promise<number> {
  let judged = 0
  const first = await world.body({ variant: 1 })
  for (const schema of others.slice(0, MOST)) {
    // A key in the path is that of the alternative. Any other is fresh for each.
    const base = (first.own ?? []).length > 0 ? first : await world.body({ variant: 1 })
    const asked = createOf(schema, base, world)
    if (asked === undefined) continue
    const answered = await unlessNotVerified(() => world.create(asked))
    const created = answered === undefined ? undefined : await world.arrived(answered)
    if (created === undefined) continue
    const shown = await world.read(created)
    if (!isSuccess(shown)) continue
    judged += 1
    world.expect(shown, world.shows(memberIn(asked.body, world.resource), shown))
  }
  return judged
}
