import { isObject, parsePointer } from '../../json/pointer.ts'
import { changedMember } from '../changed-member.ts'
import { isRefusal, isSuccess } from '../exchange.ts'
import { all, makes, reads, updates } from '../facts.ts'
import { type InvalidBody, invalidBodies } from '../invalid-bodies.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'

/** A refused update changes nothing. */
export const refusedWriteChangesNothing: Law = {
  id: 'refused-write-changes-nothing',
  level: 'must',
  text: 'An update that is refused changes nothing of the member.',
  source: 'RFC 9110, section 15.5',
  needs: all(makes, reads, updates),
  async check(world) {
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    let refused = 0
    for (const facts of world.resource.updates)
      for (const invalid of invalidBodies({ operation: facts.operation, media: facts.media }, world, 4)) {
        const value =
          facts.effect?.value === 'json-patch'
            ? invalid.value
            : amongChanges(invalid, changedMember({ member, facts }, world))
        const answer = await world.update(member, value, { facts, raw: true })
        if (isRefusal(answer)) refused += 1
        else if (isSuccess(answer)) throw new NotVerified('an invalid update was accepted')
      }
    if (refused === 0) throw new NotVerified('no invalid update was refused')
    const after = await world.read(member)
    world.expect(after, world.shows(before, after))
  },
}

/** The broken property after valid changes of all others: a server that writes as it reads has stored those. */
function amongChanges({ value, at }: InvalidBody, changed: Readonly<Record<string, unknown>> | undefined): unknown {
  const [name] = parsePointer(at)
  if (changed === undefined || name === undefined || !isObject(value)) return value
  const { [name]: _, ...others } = changed
  return value[name] === undefined ? others : { ...others, [name]: value[name] }
}
