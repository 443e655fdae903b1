import type { ApiParameter } from '../../../document/api-document.ts'
import { formatPointer, isObject, parsePointer, valueAt } from '../../../json/pointer.ts'
import { type AskedOrder, ordersOf, placeOfOrder } from '../../list/asked-orders.ts'
import { boundedNumber } from '../../list/bound-parameter.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { secretPointers } from '../../send/secrets-of.ts'
import { isSorted } from '../../list/sort-order.ts'
import type { World } from '../../world/world.ts'
import { isWord } from '../../body/words.ts'

const DIRECTION = /^(?:asc|desc|ascending|descending|dir|direction|reverse|sort_?(?:dir|direction|order))$/i

/** The orders that are asked for, as a count. */
const MOST = 4

/** A list that is asked for in an order has it. A should where names alone say what the order is. */
export const sortsSort: Law = {
  id: 'sorts-sort',
  level: 'must',
  text: 'A list that is asked for in the order of a property shows its members in that order.',
  source: 'the document: the values of a query parameter that sorts',
  needs: all(creates, listsAll),
  async check(world) {
    const members = await world.several()
    const operation = world.operation(world.resource.list?.operation ?? '')
    // A parameter beside it may turn the order.
    const turns = turnsOf(operation.parameters, world)
    const isTurned = turns.length > 0 || operation.parameters.some(({ name }) => DIRECTION.test(name))
    const orders = operation.parameters.flatMap((parameter) => [
      ...(isTurned ? turned(ordersOf(parameter, world.document), turns) : ordersOf(parameter, world.document)),
      ...(parameter.sorts === true ? ordersBy(parameter.name, members[0]?.sent, world) : []),
    ])
    const free = isTurned ? undefined : operation.parameters.find((parameter) => namesProperties(parameter, world))
    if (orders.length === 0 && free === undefined)
      throw new NotVerified('no query parameter asks for an order by a property')
    let judged = orders.length === 0 && free !== undefined ? await holdFree(free, members, world) : 0
    for (const order of orders.slice(0, MOST)) {
      const query = { [order.parameter]: order.value, ...order.beside }
      const above = members[0]?.above ?? []
      // Pages of one member: a server may sort each page by itself.
      const walk = judged === 0 ? await world.walk(above, { query, size: 1, most: 4 }) : undefined
      const answer = walk?.last ?? (await world.send({ operation, path: above, query }))
      const shown = walk?.members ?? world.itemsOf(answer)
      const place = placeOfOrder(order.property, shown[0])
      const property = parsePointer(place).at(-1) ?? order.property
      const values = shown.map((one) => valueAt(one, place))
      if (!isSuccess(answer) || new Set(values.map((value) => JSON.stringify(value))).size < 2) continue
      judged += 1
      const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`)
      const problem = {
        signature: `not-by-${property}`,
        message: `expected members by ${property} for ${asked.join('&')}, got another order`,
        at: world.itemsAt(answer),
        expected: order.isFalling ? 'falling' : 'rising',
        actual: values.slice(0, 5),
        // Listed values may have an order of their own.
        ...(order.isStated && values.every(isPlain) ? {} : { level: 'should' as const }),
      }
      world.expect(answer, areSorted(values, order.isFalling) ? [] : [problem])
    }
    if (judged === 0) throw new NotVerified('no list in an order has two values to compare')
  },
}

/** True for a parameter of orders that lists no values: it may take the name of a property. */
function namesProperties({ in: place, name, schema, sorts }: ApiParameter, { document }: World): boolean {
  const { enum: listed, type } = flatten(schema, document.schemas)
  return place === 'query' && ORDER.test(name) && listed === undefined && type === 'string' && sorts !== true
}

const ORDER = /^(?:sort|order)(?:ing|_?by)?$/i

/**
 * Asks for the order of a property by its name. Where the list then has that order, a sign before the name turns it. Members are created in no
 * order, so the first one is no chance. Returns the count of what was judged.
 */
async function holdFree({ name }: ApiParameter, members: readonly Member[], world: World): Promise<number> {
  const sent = members[0]?.sent
  const { attributes, ...own } = isObject(sent) ? sent : {}
  // JSON:API: what a caller sets stands in `attributes`.
  const entries = [own, isObject(attributes) ? attributes : {}].flatMap((part) => Object.entries(part))
  const properties = entries.filter(([, value]) => isPlain(value))
  for (const [property] of properties.slice(0, MOST)) {
    const rising = await inOrder({ name, property, value: property }, members, world)
    if (rising === undefined || !rising.isSorted(false) || rising.isSorted(true)) continue
    const falling = await inOrder({ name, property, value: `-${property}` }, members, world)
    if (falling === undefined) continue
    const problem = {
      signature: `not-by-${property}`,
      message: `expected members by ${property} for ${name}=-${property}, from the last to the first, got another order`,
      at: world.itemsAt(falling.answer),
      expected: 'falling',
      actual: falling.values.slice(0, 5),
      level: 'should' as const,
    }
    world.expect(falling.answer, falling.isSorted(true) ? [] : [problem])
    return 1
  }
  return 0
}

interface InOrder {
  readonly answer: Answer
  readonly values: readonly unknown[]
  readonly isSorted: (isFalling: boolean) => boolean
}

/** The list as it is shown for a value of a parameter; undefined where it is refused, or has few values to compare. */
async function inOrder(
  { name, property, value }: { readonly name: string; readonly property: string; readonly value: string },
  [first]: readonly Member[],
  world: World,
): Promise<InOrder | undefined> {
  const operation = world.operation(world.resource.list?.operation ?? '')
  const answer = await world.send({ operation, path: first?.above ?? [], query: { [name]: value } })
  const shown = world.itemsOf(answer)
  const values = shown.map((one) => valueAt(one, placeOfOrder(property, shown[0])))
  if (!isSuccess(answer) || new Set(values).size < FEWEST) return undefined
  return { answer, values, isSorted: (isFalling) => areSorted(values, isFalling) }
}

/** The fewest different values whose order is no chance. */
const FEWEST = 4

/** True for values in their order. Times of several zones are compared as times. */
function areSorted(values: readonly unknown[], isFalling: boolean): boolean {
  const numbers = values.map(boundedNumber)
  const areBound = numbers.every((number) => number !== undefined)
  return isSorted(values, isFalling) || (areBound && isSorted(numbers, isFalling))
}

/** True for a word, a number or a time. */
function isPlain(value: unknown): boolean {
  return isWord(value) || boundedNumber(value) !== undefined
}

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
