import type { DocumentSchema } from '../../document/api-document.ts'
import { ordersSaid } from '../../document/says/says-after.ts'
import { objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { InvalidBody } from './invalid-bodies.ts'
import type { World } from './world.ts'

/** Bodies of a create in which two values have changed places, whose order the document states in words: an end before its start. */
export function turnedOrders(accepted: unknown, world: World): readonly InvalidBody[] {
  const member = memberIn(accepted, world.resource)
  if (!isObject(member)) return []
  return ordersOf(world).flatMap(({ name, after }): readonly InvalidBody[] => {
    const [end, start] = [member[name], member[after]]
    if (!isLater(end, start)) return []
    const value = { ...member, [name]: start, [after]: end }
    const at = formatPointer([name])
    return [{ value, body: withMember(accepted, value, world.resource), at, rule: `order at ${at}`, mayBeRead: false }]
  })
}

/** The pairs of properties at the top of a member, of which one comes after the other. */
function ordersOf({ resource, document, operation }: World): ReturnType<typeof ordersSaid> {
  const create = operation(resource.create?.operation ?? '')
  const schema = schemaAt(contentOf(create)?.schema ?? true, resource.wrap?.value.request ?? '', document.schemas)
  const { properties } = flatten(schema ?? true, document.schemas)
  const own = Object.entries(objectOf(properties)).flatMap(([name, property]) => {
    const after = flatten(property as DocumentSchema, document.schemas)['x-after']
    return typeof after === 'string' ? [{ name, after }] : []
  })
  const said = ordersSaid(create.description).filter((one) => own.every(({ name }) => name !== one.name))
  return [...own, ...said]
}

/** True for two numbers, or two dates or times in one form, of which the first is the larger. */
function isLater(end: unknown, start: unknown): boolean {
  if (typeof end === 'number' && typeof start === 'number') return end > start
  if (typeof end !== 'string' || typeof start !== 'string' || end.length !== start.length) return false
  return /^\d{4}-\d\d-\d\d/.test(end) && Date.parse(end) > Date.parse(start)
}
