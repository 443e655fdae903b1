import type { ApiParameter } from '../../document/api-document.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import { flatten } from '../body/flatten-schema.ts'
import { isWord } from '../body/words.ts'
import { secretPointers } from '../send/secrets-of.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { type AskedOrder, ordersOf } from './asked-orders.ts'

/** The orders that a list can be asked for. */
export interface OrdersOfList {
  readonly orders: readonly AskedOrder[]
  /** True where a parameter beside them may turn an order. */
  readonly isTurned: boolean
}

/** The orders that the document has for the list, and those by properties of the members. */
export function ordersOfList(members: readonly Member[], world: World): OrdersOfList {
  const { parameters } = world.operation(world.resource.list?.operation ?? '')
  const turns = turnsOf(parameters, world)
  const isTurned = turns.length > 0 || parameters.some(({ name }) => DIRECTION.test(name))
  const orders = parameters.flatMap((parameter) => [
    ...(isTurned ? turned(ordersOf(parameter, world.document), turns) : ordersOf(parameter, world.document)),
    ...(parameter.sorts === true ? ordersBy(parameter.name, members[0]?.sent, world) : []),
  ])
  return { orders, isTurned }
}

/** Usual names of a parameter for the direction of an order. */
export const DIRECTION = /^(?:asc|desc|ascending|descending|dir|direction|reverse|sort_?(?:dir|direction|order))$/i

/** A direction that a parameter of its own asks for. */
interface Turn {
  readonly beside: Readonly<Record<string, string>>
  readonly isFalling: boolean
}

/** The directions of the parameter whose two listed values are directions. */
function turnsOf(parameters: readonly ApiParameter[], { document }: World): readonly Turn[] {
  for (const { in: place, name, schema } of parameters) {
    const listed: unknown = flatten(schema, document.schemas)['enum']
    const values = Array.isArray(listed) ? listed.filter((value) => typeof value === 'string') : []
    const turns = values.flatMap((value): Turn[] => {
      const isFalling = /^desc(?:ending)?$/i.test(value)
      return isFalling || /^asc(?:ending)?$/i.test(value) ? [{ beside: { [name]: value }, isFalling }] : []
    })
    if (place === 'query' && turns.length === 2 && values.length === 2) return turns
  }
  return []
}

/** Both directions of the first order, and the falling one of others: members are often listed in a rising order without being asked. */
function turned(orders: readonly AskedOrder[], turns: readonly Turn[]): readonly AskedOrder[] {
  return orders.flatMap((order, index) =>
    turns.filter(({ isFalling }) => isFalling || index === 0).map((turn) => ({ ...order, ...turn })),
  )
}

/** Both orders by free texts and numbers that were sent, by one of each first: listed values may have an order of their own. */
function ordersBy(parameter: string, sent: unknown, { resource }: World): readonly AskedOrder[] {
  const secret = new Set(secretPointers(resource))
  const entries = Object.entries(isObject(sent) ? sent : {}).filter(([name]) => !secret.has(formatPointer([name])))
  const texts = entries.filter(([, value]) => isWord(value))
  const numbers = entries.filter(([, value]) => typeof value === 'number')
  return [...texts.slice(0, 1), ...numbers, ...texts.slice(1)].flatMap(([property]) =>
    [false, true].map((isFalling) => ({
      parameter,
      value: `${property},${isFalling ? 'desc' : 'asc'}`,
      property,
      isFalling,
      isStated: true,
    })),
  )
}
