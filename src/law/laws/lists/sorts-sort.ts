import { isDeepStrictEqual } from 'node:util'
import type { ApiParameter, DocumentSchema } from '../../../document/api-document.ts'
import { isObject, parsePointer, valueAt } from '../../../json/pointer.ts'
import { areSorted, isComparable } from '../../list/are-sorted.ts'
import { boundedNumber, isDecimalText } from '../../compare/bounded-value.ts'
import { listedAt } from '../../list/listed-at.ts'
import { areRanked } from '../../list/said-direction.ts'
import { placeOfOrder } from '../../list/asked-orders.ts'
import { ordersOfList } from '../../list/orders-of-list.ts'
import { holdSecondOrder } from '../../list/second-order.ts'
import { holdTies } from '../../list/ties-over-pages.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { answerSchema } from '../../compare/answer-schema.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { schemaAt } from '../../body/schema-at.ts'
import type { Pointer } from '../../../resource/model.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import type { World } from '../../world/world.ts'
import { shouldUnless } from '../../session/problem.ts'

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
    const { orders, isTurned } = ordersOfList(members, world)
    const free = isTurned ? undefined : operation.parameters.find((parameter) => namesProperties(parameter, world))
    if (orders.length === 0 && free === undefined)
      throw new NotVerified('no query parameter asks for an order by a property')
    // Names alone do not say that a sign turns them: where the list shows it, it is held.
    const isFree = free !== undefined && orders.every(({ isEither }) => isEither === true)
    let judged = isFree ? await holdFree(free, members, world) : 0
    for (const order of orders.slice(0, MOST)) {
      const query = { [order.parameter]: order.value, ...order.beside }
      const above = members[0]?.above ?? []
      // Pages of one member: a server may sort each page by itself, or know the direction on the first one alone.
      const isPaged = judged === 0 || (judged === 1 && order.isFalling)
      const walk = isPaged ? await world.walk(above, { query, size: 1, most: 4 }) : undefined
      const answer = walk?.last ?? (await world.send({ operation, path: above, query }))
      const shown = walk?.members ?? world.itemsOf(answer)
      const place = placeOfOrder(order.property, shown[0])
      const property = parsePointer(place).at(-1) ?? order.property
      const values = asNumbers(
        shown.map((one) => valueAt(one, place)),
        place,
        world,
      )
      if (!isSuccess(answer) || new Set(values.map((value) => JSON.stringify(value))).size < 2) continue
      judged += 1
      const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`)
      const problem = {
        signature: `not-by-${property}`,
        message: `expected members by ${property} for ${asked.join('&')}, got another order`,
        at: world.itemsAt(answer),
        expected: order.isEither === true ? 'rising or falling' : order.isFalling ? 'falling' : 'rising',
        actual: values.slice(0, 5),
        // Listed values may have an order of their own.
        ...shouldUnless(order.isStated && values.every(isComparable)),
      }
      const ranks = [order.ranks, listedAt(place, world)]
      const isRight =
        areSorted(values, order.isFalling) ||
        (order.isEither === true && areSorted(values, true)) ||
        ranks.some((one) => one !== undefined && areRanked(values, one))
      world.expect(answer, isRight ? [] : [problem])
    }
    judged += await holdSecondOrder(orders, members, world)
    judged += await holdTies(orders, members, world)
    if (judged === 0) throw new NotVerified('no list in an order has two values to compare')
  },
}

/** Decimal numbers that are texts, as numbers; other values as they are. */
function asNumbers(values: readonly unknown[], place: Pointer, world: World): readonly unknown[] {
  const { resource, document } = world
  const sent = resource.create === undefined ? true : (memberSchema(resource.create, world) as DocumentSchema)
  const schemas = [sent, answerSchema(world) ?? true].map((whole) => schemaAt(whole, place, document.schemas))
  const numbers = values.map((value) => boundedNumber(value, true))
  const areDecimals = schemas.some((schema) => isDecimalText(schema, document))
  return areDecimals && !numbers.includes(undefined) ? numbers : values
}

/** True for a parameter of orders that lists no values: it may take the name of a property. */
function namesProperties({ in: place, name, schema, sorts }: ApiParameter, { document }: World): boolean {
  const { enum: listed, type } = flatten(schema, document.schemas)
  return place === 'query' && ORDER.test(name) && listed === undefined && type === 'string' && sorts === undefined
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
  const properties = entries.filter(([, value]) => isComparable(value))
  for (const [property] of properties.slice(0, MOST)) {
    const rising = await inOrder({ name, property, value: property }, members, world)
    if (rising === undefined || !rising.isSorted(false) || rising.isSorted(true)) continue
    // Numbers within texts can be in order by chance: the list has to have another one where it is asked for none.
    const unasked = await inOrder({ property }, members, world)
    if (unasked === undefined || isDeepStrictEqual(unasked.values, rising.values)) continue
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

/** The list as it is shown for a value of a parameter, or without one; undefined where it is refused, or has few values to compare. */
async function inOrder(
  { name, property, value = '' }: { readonly name?: string; readonly property: string; readonly value?: string },
  [first]: readonly Member[],
  world: World,
): Promise<InOrder | undefined> {
  const operation = world.operation(world.resource.list?.operation ?? '')
  const answer = await world.send({
    operation,
    path: first?.above ?? [],
    query: name === undefined ? {} : { [name]: value },
  })
  const shown = world.itemsOf(answer)
  const values = shown.map((one) => valueAt(one, placeOfOrder(property, shown[0])))
  if (!isSuccess(answer) || new Set(values).size < FEWEST) return undefined
  return { answer, values, isSorted: (isFalling) => areSorted(values, isFalling) }
}

/** The fewest different values whose order is no chance. */
const FEWEST = 4
