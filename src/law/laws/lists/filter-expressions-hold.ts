import {
  type Comparison,
  expressionsOf,
  type FilterExpression,
  isPlainText,
  takesExpressions,
} from '../../list/filter-expressions.ts'
import { conjunctionIn, namedOperators } from '../../list/named-operators.ts'
import { valuesAtPlace } from '../../list/filter-place.ts'
import { listedAt, wholeOf } from '../../list/filters-of.ts'
import { holdsExactKey, showsKeys } from '../../list/list-membership.ts'
import { operationWithId } from '../../body/paths.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { all, creates, listsAll, type Need, missing } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { shouldUnless } from '../../session/problem.ts'

/** The expressions that are sent, as a count, and the wait for an index that knows a new member, in milliseconds. */
const MOST = 4
const LATER = 1_000

const hasFilter: Need = ({ list }, _, document) => {
  if (list === undefined) return missing('how members are listed')
  const { parameters, description = '' } = operationWithId(document, list.operation)
  return parameters.some((parameter) => takesExpressions(parameter, description))
    ? { holds: true, certainty: 'sure' }
    : missing('in which language a list is filtered')
}

/** An expression such as `city eq 'Rome'`, which the document shows, finds the members for which it is true. */
export const filterExpressionsHold: Law = {
  id: 'filter-expressions-hold',
  level: 'must',
  text: "A list with an expression of the language that the document shows, such as `city eq 'Rome'`, shows the members for which it is true, and no others.",
  source:
    'the document: an example of a query parameter such as filter; OData 4.01, section 11.2.6.1; AIP-160; Kubernetes, Label selectors',
  isRare: true,
  needs: all(creates, listsAll, hasFilter),
  async check(world) {
    const { parameters, description = '' } = world.operation(world.resource.list?.operation ?? '')
    const members = await world.several()
    const wholes = members.map((member) => wholeOf(member, true, world))
    const expressions = parameters.flatMap((parameter) => expressionsOf(parameter, description, wholes)).slice(0, MOST)
    const equality = expressions.find(({ comparison }) => comparison === 'equal')
    const { description: own = '' } = parameters.find(({ name }) => name === equality?.parameter) ?? {}
    const text = `${description} ${own}`
    const named = equality === undefined ? [] : namedOperators(equality, text)
    const holding = { members, wholes }
    let judged = 0
    for (const expression of [...expressions, ...named])
      for (const value of valuesFor(expression, wholes, world))
        if (await hold({ ...expression, value }, holding, world)) judged += 1
    const conjunction = conjunctionIn(text)
    const both = equality === undefined || conjunction === undefined ? undefined : bothOf(equality, conjunction, wholes)
    if (both !== undefined && judged > 0) await hold(both, holding, world)
    if (judged === 0)
      throw new NotVerified('no text shows an expression about a property of the members which the list takes')
  },
}

interface Holding {
  readonly members: readonly Member[]
  readonly wholes: readonly unknown[]
}

interface Asked extends FilterExpression {
  readonly value: unknown
  /** Set for an expression that is true for no member, whatever the value. */
  readonly isNever?: true
}

/** Two equalities that no member has both of: one of them may be lost. Undefined where members may have several values. */
function bothOf(equality: FilterExpression, conjunction: string, wholes: readonly unknown[]): Asked | undefined {
  const values = wholes.map((whole) => valuesAtPlace(whole, equality.at) ?? [])
  const [value, other] = [...new Set(values.flat().filter(isPlainText))]
  if (other === undefined || values.some(({ length }) => length !== 1)) return undefined
  const write = (): string => `${equality.write(value)} ${conjunction} ${equality.write(other)}`
  return { ...equality, write, value, isNever: true }
}

/** Asks for members, some or none. True where the answer was judged: a refused expression says nothing. */
async function hold(expression: Asked, { members, wholes }: Holding, world: World): Promise<boolean> {
  const { parameter, at, comparison, write, isStated, value, isNever } = expression
  const values = wholes.map((whole) => valuesAtPlace(whole, at) ?? [])
  const wanted = values.map((own) => (isNever === true ? false : isTrueOf(own, comparison, value)))
  if (!wanted.includes(false)) return false
  const asked = write(value)
  // Pages of one member: an expression may be lost on the second.
  const size = comparison === 'unequal' ? { size: 1, most: 3 } : {}
  const look = (): Promise<Walk> => world.walk(members[0]?.above ?? [], { query: { [parameter]: asked }, ...size })
  let walk = await look()
  const lostIn = ({ members: shown }: Walk): number =>
    members.findIndex((one, index) => wanted[index] === true && !holdsExactKey(shown, one.own, world))
  if (!isSuccess(walk.last) || !showsKeys(walk.members, world)) return false
  if (walk.complete && lostIn(walk) >= 0) {
    await world.wait(LATER)
    walk = await look()
  }
  if (!isSuccess(walk.last)) return false
  const other = members.findIndex(
    (one, index) => wanted[index] === false && holdsExactKey(walk.members, one.own, world),
  )
  const lost = lostIn(walk)
  const fixed = { at: world.itemsAt(walk.last), ...shouldUnless(isStated) }
  const valueOf = (index: number): string => JSON.stringify(values[index])
  world.expect(walk.last, [
    ...(other < 0
      ? []
      : [
          {
            signature: `not-by-${parameter}-${comparison}`,
            message: `expected only members for which ${parameter}=${asked} is true, got one with ${valueOf(other)}`,
            expected: asked,
            actual: values[other],
            ...fixed,
          },
        ]),
    ...(lost < 0 || !walk.complete
      ? []
      : [
          {
            signature: `none-by-${parameter}-${comparison}`,
            message: `expected the member with ${valueOf(lost)}, for which ${parameter}=${asked} is true, got none with its key`,
            expected: asked,
            actual: 'no such member',
            ...fixed,
          },
        ]),
  ])
  return true
}

/** Values that tell a right answer from a wrong one: some that members have, and some that are only near. */
function valuesFor(
  { comparison, at, write }: FilterExpression,
  wholes: readonly unknown[],
  world: World,
): readonly unknown[] {
  const shown = wholes.flatMap((whole) => valuesAtPlace(whole, at) ?? [])
  const listed = listedAt(at, world).filter((one) => typeof one === 'string' && /^[\w.-]+$/.test(one))
  // All members may have one listed value, such as the first state, so another one is asked for too.
  if (listed.length > 0 && (comparison === 'equal' || comparison === 'has'))
    return [true, false].flatMap((isShown) => listed.filter((one) => shown.includes(one) === isShown).slice(0, 1))
  const value = valueFor(comparison, shown)
  if (value === undefined || !isPlainText(value)) return value === undefined ? [] : [value]
  const [start, end] = [value.slice(0, -1), value.slice(1)]
  // A search for a part finds a text whose end is missing.
  if (comparison === 'equal') return / eq |==/.test(write(value)) ? [value, start] : [value]
  if (comparison === 'starts') return [start, end]
  return comparison === 'ends' ? [end, start] : [value]
}

/** A text that one member has, or the number in the middle. */
function valueFor(comparison: Comparison, flat: readonly unknown[]): unknown {
  const numbers = [...new Set(flat.filter((one) => typeof one === 'number'))].toSorted((one, other) => one - other)
  if (['above', 'from', 'below', 'to'].includes(comparison))
    return numbers.length < 3 ? undefined : numbers[Math.floor(numbers.length / 2)]
  return flat.find(isPlainText) ?? (comparison === 'equal' && numbers.length > 1 ? numbers[0] : undefined)
}

/** Undefined where languages differ: whether a member without a value, or with several, is unequal to one. */
function isTrueOf(own: readonly unknown[], comparison: Comparison, value: unknown): boolean | undefined {
  if (comparison !== 'unequal') return own.some((one) => isTrue(one, comparison, value))
  return own.length === 1 ? !isTrue(own[0], 'equal', value) : undefined
}

function isTrue(one: unknown, comparison: Exclude<Comparison, 'unequal'>, value: unknown): boolean {
  const [own, wanted] = [String(one).toLowerCase(), String(value).toLowerCase()]
  switch (comparison) {
    case 'equal':
      return own === wanted
    case 'has':
      return own.includes(wanted)
    case 'starts':
      return own.startsWith(wanted)
    case 'ends':
      return own.endsWith(wanted)
    case 'above':
      return Number(one) > Number(value)
    case 'from':
      return Number(one) >= Number(value)
    case 'below':
      return Number(one) < Number(value)
    case 'to':
      return Number(one) <= Number(value)
  }
}
