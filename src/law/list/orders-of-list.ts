import type { ApiParameter } from '../../document/api-document.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import { plainName } from '../../words/words.ts'
import { flatten } from '../body/flatten-schema.ts'
import { isWord } from '../body/words.ts'
import { secretPointers } from '../send/secrets-of.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { type AskedOrder, directionsOf, isOrder, namesOrder, ordersOf, placeOfOrder } from './asked-orders.ts'
import { wholeOf } from './filters-of.ts'

/** The orders that a list can be asked for. */
export interface OrdersOfList {
  readonly orders: readonly AskedOrder[]
  /** True where a parameter beside them may turn an order. */
  readonly isTurned: boolean
}

/** The orders that the document has for the list, and those by properties of the members. Those that tell something come first. */
export function ordersOfList(members: readonly Member[], world: World): OrdersOfList {
  const { parameters, description = '' } = world.operation(world.resource.list?.operation ?? '')
  const wholes = members.map((member) => wholeOf(member, true, world))
  const directed = parameters.flatMap((parameter) => directionsOf(parameter, world.document))
  if (directed.length > 0) return { orders: directed, isTurned: false }
  const turns = turnsOf(parameters, world)
  const isTurned = turns.length > 0 || parameters.some(({ name }) => namesDirection(name))
  const beside = parameters.filter(({ name }) => namesOrder(name)).length === 1 ? description : ''
  const orders = parameters.flatMap((parameter) => {
    const own = ordersOf(parameter, world.document, beside).toSorted(
      (one, other) => Number(tells(other, wholes)) - Number(tells(one, wholes)),
    )
    // The name of a property in a text may be anything else.
    const known = own.filter((order) => order.isEither !== true || tells(order, wholes))
    return [...(isTurned ? turned(known, turns) : known), ...ordersBy(parameter, members[0]?.sent, world)]
  })
  return { orders, isTurned }
}

/** True for an order by a property of which the members have several values. */
function tells({ property }: AskedOrder, wholes: readonly unknown[]): boolean {
  const values = wholes.map((whole) => valueAt(whole, placeOfOrder(property, whole)))
  return new Set(values.filter((value) => value !== undefined)).size > 1
}

/** True for the usual name of a parameter for the direction of an order, such as `sort_order` or `sort[0][direction]`. */
export function namesDirection(name: string): boolean {
  return DIRECTION.test(plainName(name.replaceAll(/\[\d*\]/g, '')))
}

const DIRECTION =
  /^(?:asc|desc|ascending|descending|dir|direction|reversed?|(?:sort|order)(?:ing|by)?(?:dir|direction|order|asc|desc|ascending|descending|reversed?))$/

/** A direction that a parameter of its own asks for. */
interface Turn {
  readonly beside: Readonly<Record<string, string>>
  readonly isFalling: boolean
  /** True where the description speaks of an order. */
  readonly isOfOrder: boolean
}

/** The directions of the parameter whose two values, listed or in its description, are directions. */
function turnsOf(parameters: readonly ApiParameter[], { document }: World): readonly Turn[] {
  for (const { in: place, name, schema, description = '' } of parameters) {
    const { enum: listed, type } = flatten(schema, document.schemas)
    const quoted = namesDirection(name) || plainName(name) === 'order' ? quotedIn(description) : []
    const values = Array.isArray(listed) ? listed.filter((value) => typeof value === 'string') : quoted
    const turns = values.flatMap((value): Turn[] => {
      const isFalling = /^desc(?:ending)?$/i.test(value)
      const isTurn = isFalling || /^asc(?:ending)?$/i.test(value)
      return isTurn ? [{ beside: { [name]: value }, isFalling, isOfOrder: isOrder(description) }] : []
    })
    if (place === 'query' && turns.length === 2 && values.length === 2) return turns
    const isFlag = place === 'query' && type === 'boolean' && /(?:desc|descending|reversed?)$/i.test(name)
    if (isFlag && namesDirection(name))
      return [true, false].map((isFalling) => ({
        beside: { [name]: String(isFalling) },
        isFalling,
        isOfOrder: isOrder(description),
      }))
  }
  return []
}

/** The directions in quotes in a description, such as `One of "asc" or "desc"`. */
function quotedIn(description: string): readonly string[] {
  const found = description.matchAll(/[`'"]((?:asc|desc)(?:ending)?)[`'"]/gi)
  return [...new Set(Array.from(found, ([, direction = '']) => direction))]
}

/** Both directions of the first order, and the falling one of others: members are often listed in a rising order without being asked. */
function turned(orders: readonly AskedOrder[], turns: readonly Turn[]): readonly AskedOrder[] {
  return orders.flatMap((order, index) =>
    turns
      .filter(({ isFalling }) => isFalling || index === 0)
      .map(({ isOfOrder, ...turn }) => {
        const { isEither: _, ...said } = order
        return { ...said, ...turn, isStated: order.isStated || (order.isSaid && isOfOrder) }
      }),
  )
}

/** Both orders by free texts and numbers that were sent, by one of each first: listed values may have an order of their own. */
function ordersBy({ name, sorts }: ApiParameter, sent: unknown, { resource }: World): readonly AskedOrder[] {
  if (sorts === undefined) return []
  const secret = new Set(secretPointers(resource))
  const entries = Object.entries(isObject(sent) ? sent : {}).filter(([own]) => !secret.has(formatPointer([own])))
  const texts = entries.filter(([, value]) => isWord(value))
  const numbers = entries.filter(([, value]) => typeof value === 'number')
  return [...texts.slice(0, 1), ...numbers, ...texts.slice(1)].flatMap(([property]) =>
    [false, true].map((isFalling) => ({
      parameter: name,
      value: `${property},${isFalling ? 'desc' : 'asc'}`,
      property,
      isFalling,
      isStated: sorts === 'stated',
      isSaid: true,
    })),
  )
}
