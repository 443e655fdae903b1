import { createSchema } from '../body/create-schema.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

/**
 * An invalid body of a create with the fresh keys of a valid one. So it meets no member of others. A key that is missing, or is what breaks
 * the document, stays as it is.
 */
export function underFreshKey(invalid: unknown, valid: unknown, world: World): unknown {
  const { resource, validators } = world
  const schema = createSchema(world)
  const isInvalid = (body: unknown): boolean => !isValidBy(body, schema, validators)
  const fresh = memberIn(valid, resource)
  let body = invalid
  for (const pointer of Object.values(resource.key.address?.value ?? {})) {
    const member = memberIn(body, resource)
    if (!isObject(member) || valueAt(member, pointer) === undefined || valueAt(fresh, pointer) === undefined) continue
    const keyed = withMember(body, withValueAt(member, pointer, valueAt(fresh, pointer)), resource)
    if (isInvalid(keyed)) body = keyed
  }
  return body
}
