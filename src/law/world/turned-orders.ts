import type { DocumentSchema } from '../../document/api-document.ts'
import { ordersSaid } from '../../document/says/says-after.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { bodiesOf } from '../body/wrapped-member.ts'
import type { World } from './world.ts'

/** Changes of a member by which a value comes before another one that it must come after: an end before its start. */
export interface TurnedOrder {
  readonly changes: Readonly<Record<string, unknown>>
  /** The JSON Pointer of the value that must come later. */
  readonly at: string
  /** True where the words stand at the create alone: an update may leave the value as it is. */
  readonly isOfCreate: boolean
}

/** A create, or an update with its media type. */
type Write = Pick<UpdateFacts, 'operation' | 'wrap'> & Partial<Pick<UpdateFacts, 'media'>>

/**
 * The orders of two values of a member that the document states in words, turned: both values have changed places. With `isPartial`, the later
 * value is also turned alone, as an update may send it.
 * @param member the values of a body that the write takes
 */
export function turnedOrders(
  member: unknown,
  { isPartial, ...write }: Write & { readonly isPartial: boolean },
  world: World,
): readonly TurnedOrder[] {
  if (!isObject(member)) return []
  return ordersOf(write, world).flatMap(({ name, after, isOfCreate }): readonly TurnedOrder[] => {
    const [end, start] = [member[name], member[after]]
    if (!isLater(end, start)) return []
    const fixed = { at: formatPointer([name]), isOfCreate }
    const both = { changes: { [name]: start, [after]: end }, ...fixed }
    return isPartial ? [both, { changes: { [name]: earlierThan(start) }, ...fixed }] : [both]
  })
}

/** The name of a property, and that of the one which it comes after. */
type SaidOrder = ReturnType<typeof ordersSaid>[number]

/** The pairs of properties at the top of a member, of which one comes after the other. */
function ordersOf(write: Write, world: World): readonly (SaidOrder & Pick<TurnedOrder, 'isOfCreate'>)[] {
  const properties = propertiesOf(write, world)
  const own = ordersIn(properties, world)
  const isNew = ({ name }: SaidOrder): boolean => own.every((one) => one.name !== name)
  const said = [...own, ...ordersSaid(world.operation(write.operation).description).filter(isNew)]
  const { create } = world.resource
  if (create === undefined || create.operation === write.operation) return said.map(ofWrite)
  // What the create says of a property is true of the member, which an update changes.
  const ofCreate = ordersIn(propertiesOf({ operation: create.operation }, world), world).filter(
    ({ name, after }) =>
      name in properties && after in properties && said.every((one) => one.name !== name && one.name !== after),
  )
  return [...said.map(ofWrite), ...ofCreate.map((one) => ({ ...one, isOfCreate: true }))]
}

function ofWrite(order: SaidOrder): SaidOrder & Pick<TurnedOrder, 'isOfCreate'> {
  return { ...order, isOfCreate: false }
}

/** The properties at the top of the member in a body. */
function propertiesOf(write: Write, { document, operation, resource }: World): Readonly<Record<string, unknown>> {
  const { schema: whole = true } = contentOf(operation(write.operation), write.media) ?? {}
  const schema = schemaAt(whole, bodiesOf(resource, write).wrap?.value.request ?? '', document.schemas)
  return objectOf(flatten(schema ?? true, document.schemas)['properties'])
}

/** The orders that descriptions of properties state. */
function ordersIn(properties: Readonly<Record<string, unknown>>, { document }: World): readonly SaidOrder[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const after = flatten(property as DocumentSchema, document.schemas)['x-after']
    return typeof after === 'string' ? [{ name, after }] : []
  })
}

/** True for two numbers, or two dates or times in one form, of which the first is the larger. */
function isLater(end: unknown, start: unknown): boolean {
  if (typeof end === 'number' && typeof start === 'number') return end > start
  if (typeof end !== 'string' || typeof start !== 'string' || end.length !== start.length) return false
  return DATED.test(end) && Date.parse(end) > Date.parse(start)
}

/** The year at the start of a date or time, and the month after it. */
const DATED = /^(\d{4})(?=-\d\d-\d\d)/

/** A number that is smaller by one, or the date or time of the year before. */
function earlierThan(start: unknown): unknown {
  if (typeof start === 'number') return start - 1
  return String(start).replace(DATED, (year) => String(Number(year) - 1).padStart(year.length, '0'))
}
