import type { DocumentSchema } from '../../../document/api-document.ts'
import { objectOf } from '../../../json/list-of.ts'
import { isObject } from '../../../json/pointer.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { short } from '../../compare/compare-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, patches, reads } from '../../world/facts.ts'
import type { PatchChange } from '../../send/json-patch.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { World } from '../../world/world.ts'
import { memberSchema, optionalProperties } from '../../world/optional-properties.ts'

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
    const fixed = fixedIn(memberSchema({ operation }, world), world)
    const names = optionalProperties({ operation }, world).filter(
      (one) => Object.hasOwn(sent, one) && !fixed.has(one) && JSON.stringify(before[one]) === JSON.stringify(sent[one]),
    )
    for (const name of names.slice(0, MOST)) {
      const remove: PatchChange = { op: 'remove', path: `/${name}` }
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

/** The properties with one possible value, such as a `kind`: a server may know it without being told. */
function fixedIn({ properties }: Readonly<Record<string, unknown>>, { document }: World): ReadonlySet<string> {
  const names = Object.entries(objectOf(properties)).filter(([, property]) => {
    const { enum: values, ...schema } = flatten(property as DocumentSchema, document.schemas)
    return 'const' in schema || (Array.isArray(values) && values.length === 1)
  })
  return new Set(names.map(([name]) => name))
}
