import {
  expressionsOf,
  type FilterExpression,
  isPlainText,
  isWritable,
  takesExpressions,
} from '../../list/filter-expressions.ts'
import { type AskedExpression, conjunctionsOf, isTrueOf } from '../../list/conjunctions.ts'
import { conjunctionIn, namedOperators } from '../../list/named-operators.ts'
import { valuesAtPlace } from '../../list/filter-place.ts'
import { listedAt, wholeOf } from '../../list/filters-of.ts'
import { holdsExactKey, showsKeys } from '../../list/list-membership.ts'
import { parsePointer } from '../../../json/pointer.ts'
import { operationWithId } from '../../body/paths.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { totalBeside } from '../../list/total-beside.ts'
import type { Walk, WalkOptions } from '../../walk/walk-list.ts'
import { all, creates, listsAll, type Need, missing } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'

/** The expressions that are sent, as a count, and the wait for an index that knows a new member, in milliseconds. */
const MOST = 8
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
    const both = conjunction === undefined || judged === 0 ? [] : conjunctionsOf(expressions, conjunction, wholes)
    for (const one of both) await hold(one, holding, world)
    if (judged === 0)
      throw new NotVerified('no text shows an expression about a property of the members which the list takes')
  },
}

interface Holding {
  readonly members: readonly Member[]
  readonly wholes: readonly unknown[]
}

/** Asks for members, some or none. True where the answer was judged: a refused expression says nothing. */
async function hold(expression: AskedExpression, holding: Holding, world: World): Promise<boolean> {
  const { members, wholes } = holding
  const { parameter, at, comparison, write, value, also = () => true } = expression
  const values = wholes.map((whole) => valuesAtPlace(whole, at) ?? [])
  const wanted = values.map((own, index) => also(wholes[index]) && isTrueOf(own, comparison, value))
  if (!wanted.includes(false)) return false
  const asked = write(value)
  const look = (size: WalkOptions): Promise<Walk> =>
    world.walk(members[0]?.above ?? [], { query: { [parameter]: asked }, ...size })
  const judging = { ...expression, asked, values, wanted, members }
  // An expression may be lost on the second page.
  const count = wanted.filter((one) => one === true).length
  if (comparison === 'equal' && count > 1) {
    const paged = await look({ size: 1, most: count + 1 })
    if (isSuccess(paged.last) && showsKeys(paged.members, world)) judge(paged, judging, world)
  }
  const size = comparison === 'unequal' ? PAGED : {}
  let walk = await look(size)
  if (!isSuccess(walk.last) || !showsKeys(walk.members, world)) return false
  if (walk.complete && lostIn(walk, judging, world) >= 0) {
    await world.wait(LATER)
    walk = await look(size)
  }
  if (!isSuccess(walk.last)) return false
  judge(walk, judging, world)
  return true
}

/** Pages of one member. */
const PAGED: WalkOptions = { size: 1, most: 3 }

interface Judging extends AskedExpression {
  /** The expression with its value. */
  readonly asked: string
  /** The values of the members of the run, and whether the list shall show them. */
  readonly values: readonly (readonly unknown[])[]
  readonly wanted: readonly (boolean | undefined)[]
  readonly members: readonly Member[]
}

function lostIn({ members: shown }: Walk, { members, wanted }: Judging, world: World): number {
  return members.findIndex((one, index) => wanted[index] === true && !holdsExactKey(shown, one.own, world))
}

function judge(walk: Walk, judging: Judging, world: World): void {
  const { parameter, comparison, isStated, asked, values, wanted, members } = judging
  const other = members.findIndex(
    (one, index) => wanted[index] === false && holdsExactKey(walk.members, one.own, world),
  )
  const lost = lostIn(walk, judging, world)
  const fixed = { at: world.itemsAt(walk.last), expected: asked, ...shouldUnless(isStated) }
  const valueOf = (index: number): string => JSON.stringify(values[index])
  const beyond: Problem = {
    signature: `not-by-${parameter}-${comparison}`,
    message: `expected only members for which ${parameter}=${asked} is true, got one with ${valueOf(other)}`,
    actual: values[other],
    ...fixed,
  }
  const lack: Problem = {
    signature: `none-by-${parameter}-${comparison}`,
    message: `expected the member with ${valueOf(lost)}, for which ${parameter}=${asked} is true, got none with its key`,
    actual: 'no such member',
    ...fixed,
  }
  const problems = [...(other < 0 ? [] : [beyond]), ...(lost < 0 || !walk.complete ? [] : [lack])]
  const isWhole = problems.length === 0 && walk.complete
  const by = `for which ${parameter}=${asked} is true`
  world.expect(walk.last, isWhole ? totalBeside(walk, { by, isStated }, world) : problems)
}

/** Values that tell a right answer from a wrong one: some that members have, and some that are only near. */
function valuesFor(expression: FilterExpression, wholes: readonly unknown[], world: World): readonly unknown[] {
  const { comparison, at, write } = expression
  const shown = wholes.flatMap((whole) => valuesAtPlace(whole, at) ?? [])
  const listed = listedAt(at, world).filter((one) => typeof one === 'string' && /^[\w.-]+$/.test(one))
  // All members may have one listed value, such as the first state, so another one is asked for too.
  if (listed.length > 0 && (comparison === 'equal' || comparison === 'has'))
    return [true, false].flatMap((isShown) => listed.filter((one) => shown.includes(one) === isShown).slice(0, 1))
  const value = valueFor(expression, shown)
  if (value === undefined || !isPlainText(value)) return value === undefined ? [] : [value]
  const [start, end] = [value.slice(0, -1), value.slice(1)]
  // A search for a part finds a text whose end is missing.
  // An entry of a map is often looked for by its key alone.
  const isWhole = / eq |==/.test(write(value)) || parsePointer(at).length > 1
  if (comparison === 'equal') return isWhole ? [value, start] : [value]
  if (comparison === 'starts') return [start, end]
  return comparison === 'ends' ? [end, start] : [value]
}

/** A text that one member has, or the number in the middle. */
function valueFor(expression: FilterExpression, flat: readonly unknown[]): unknown {
  const { comparison } = expression
  const numbers = [...new Set(flat.filter((one) => typeof one === 'number'))].toSorted((one, other) => one - other)
  if (['above', 'from', 'below', 'to'].includes(comparison))
    return numbers.length < 3 ? undefined : numbers[Math.floor(numbers.length / 2)]
  return (
    flat.find((one) => isWritable(one, expression)) ??
    (comparison === 'equal' && numbers.length > 1 ? numbers[0] : undefined)
  )
}
