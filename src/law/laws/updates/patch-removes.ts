import { isObject } from '../../../json/pointer.ts'
import { short } from '../../compare/compare-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, patches, reads } from '../../world/facts.ts'
import type { Change } from '../../send/json-patch.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { optionalProperties } from '../../world/optional-properties.ts'

/** The properties that are tried, as a count. */
const MOST = 4

/** A remove in a list of changes removes its property. */
export const patchRemoves: Law = {
  id: 'patch-removes',
  level: 'must',
  text: 'A remove in a JSON Patch removes the property.',
  source: 'RFC 6902, section 4.2',
  needs: all(makes, reads, patches),
  async check(world) {
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'json-patch')
    const operation = world.resource.create?.operation
    if (facts === undefined || operation === undefined) throw new NotVerified('the contract states no whole member')
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const { sent } = member
    if (!isObject(before) || !isObject(sent)) throw new NotVerified('the member is no object')
    const names = optionalProperties({ operation }, world).filter(
      (one) => Object.hasOwn(sent, one) && JSON.stringify(before[one]) === JSON.stringify(sent[one]),
    )
    for (const name of names.slice(0, MOST)) {
      const remove: Change = { op: 'remove', path: `/${name}` }
      if (!isSuccess(await world.update(member, [remove], { facts, raw: true }))) continue
      const answer = await world.read(member)
      const after = world.shown(answer)
      const isKept = isObject(after) && JSON.stringify(after[name]) === JSON.stringify(before[name])
      world.expect(
        answer,
        isKept
          ? [
              {
                signature: 'kept',
                message: `expected /${name} to be removed, got ${short(before[name])} still`,
                at: `body#/${name}`,
                expected: 'nothing',
                actual: before[name],
              },
            ]
          : [],
      )
      return
    }
    throw new NotVerified('no patch that removes a property was accepted')
  },
}
