import { isObject } from '../../json/pointer.ts'
import { changedPart } from '../changed-part.ts'
import { isSuccess } from '../exchange.ts'
import { all, isPartial, makes, reads, updatesBy } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import type { World } from '../world.ts'

/** An update that merges leaves what it does not name. */
export const mergeLeavesTheRest: Law = {
  id: 'merge-leaves-the-rest',
  level: 'must',
  text: 'An update that merges changes the properties that it names, and leaves the rest.',
  source: 'RFC 5789, section 2',
  needs: all(makes, reads, updatesBy('merge')),
  async check(world) {
    let reason: string | undefined
    let judged = 0
    for (const facts of world.resource.updates.filter(isPartial)) {
      const refused = await holdUpdate(facts, world)
      if (refused === undefined) judged += 1
      else reason ??= refused
    }
    if (judged === 0) throw new NotVerified(reason ?? 'no update merges')
  },
}

/** Holds one update to the law. Returns the reason where it cannot be judged. */
async function holdUpdate(facts: UpdateFacts, world: World): Promise<string | undefined> {
  const { resource } = world
  const member = await world.fresh()
  const before = world.shown(await world.read(member))
  if (!isObject(before)) return 'the read shows no member'
  const part = changedPart({ member, facts }, world)
  const [name = ''] = Object.keys(part)
  const updated = await world.update(member, part, { facts })
  if (!isSuccess(updated)) return `an update of ${name} alone was answered ${updated.status}`
  const answer = await world.read(member)
  // Properties that the server sets may change with each write.
  const kept = Object.fromEntries(
    Object.entries(before).filter(([key]) => key !== name && isObject(member.sent) && Object.hasOwn(member.sent, key)),
  )
  const id = resource.read?.operation ?? ''
  world.expect(answer, [...world.compare({ ...kept, ...part }, world.shown(answer), id)])
  return undefined
}
