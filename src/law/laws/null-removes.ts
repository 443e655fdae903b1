import { isObject } from '../../json/pointer.ts'
import { isSuccess } from '../exchange.ts'
import { all, makes, reads, updates } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { optionalProperties } from '../optional-properties.ts'
import { short } from '../compare-member.ts'

/** A null in a JSON merge patch removes its property. */
export const nullRemoves: Law = {
  id: 'null-removes',
  level: 'must',
  text: 'A null in a JSON merge patch removes the property.',
  source: 'RFC 7396, section 2',
  needs: all(makes, reads, updates),
  async check(world) {
    const facts = world.resource.updates.find(({ media }) =>
      media.toLowerCase().startsWith('application/merge-patch+json'),
    )
    if (facts === undefined) throw new NotVerified('the contract does not say of a JSON merge patch')
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const { sent } = member
    const name = optionalProperties(facts, world).find(
      (one) =>
        isObject(sent) &&
        isObject(before) &&
        Object.hasOwn(sent, one) &&
        JSON.stringify(before[one]) === JSON.stringify(sent[one]),
    )
    if (name === undefined || !isObject(before)) throw new NotVerified('no property may be removed')
    const patched = await world.update(member, { [name]: null }, { facts })
    if (!isSuccess(patched)) throw new NotVerified(`a patch with a null was answered ${patched.status}`)
    const answer = await world.read(member)
    const after = world.shown(answer)
    const kept = isObject(after) && JSON.stringify(after[name]) === JSON.stringify(before[name])
    world.expect(
      answer,
      kept
        ? [
            {
              signature: 'kept',
              message: `expected /${name} to be removed by a null, got ${short(before[name])} still`,
              at: `body#/${name}`,
              expected: 'nothing',
              actual: before[name],
            },
          ]
        : [],
    )
  },
}
