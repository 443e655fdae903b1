import type { ApiParameter } from '../../document/api-document.ts'
import { allOfSaid } from '../../document/says/says-all-of.ts'
import { parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { singular, wordsOf } from '../../words/words.ts'
import { isSuccess } from '../session/exchange.ts'
import { type Problem, shouldUnless } from '../session/problem.ts'
import type { World } from '../world/world.ts'
import { isPlain, valuesAtPlace } from './filter-place.ts'
import type { Filters } from './filters-of.ts'
import { isAskedFor } from './others-in.ts'
import { severalInQuery } from './several-in-query.ts'

/** A filter by the items of a list, of which a member must have all that are asked for. */
export interface AllAsked {
  readonly filter: Omit<Filters[number], 'values'>
  readonly parameter: ApiParameter
  /** The members of the run, as the list shows them without the filter. */
  readonly own: readonly unknown[]
  readonly above: readonly string[]
}

/** True for a parameter whose description says that a member must have all of several values, where members have lists of them. */
export function asksForAll({ name, description }: ApiParameter, at: Pointer, own: readonly unknown[]): boolean {
  if (!own.some((member) => Array.isArray(valueAt(member, at)))) return false
  const names = new Set([name, parsePointer(at).at(-1) ?? ''].map((one) => singular(wordsOf(one).at(-1) ?? '')))
  return allOfSaid(description).some((noun) => ITEMS.test(noun) || names.has(singular(noun)))
}

/** Words for values of any kind. */
const ITEMS = /^(?:values|items|entries|them)$/

/** Asks for two values that one member has, and for two that none has together. The list shows members with both, and no others. */
export async function holdAllOf(asked: AllAsked, world: World): Promise<void> {
  for (const wanted of pairsIn(asked)) await holdPair(wanted, asked, world)
}

/** Two values of one member, and a value of a member beside one that it lacks. */
function pairsIn({ own, filter: { at } }: AllAsked): readonly (readonly string[])[] {
  const lists = own.map((member) => [...new Set((valuesAtPlace(member, at) ?? []).filter(isPlain).map(String))])
  const together = lists.find(({ length }) => length > 1)?.slice(0, 2)
  const [first = [], ...others] = lists.filter(({ length }) => length > 0)
  const lacking = others.flat().find((value) => !first.includes(value))
  const apart = first[0] === undefined || lacking === undefined ? undefined : [first[0], lacking]
  return [together, apart].filter((one) => one !== undefined)
}

async function holdPair(wanted: readonly string[], asked: AllAsked, world: World): Promise<void> {
  const { name, at, isExact, isStated } = asked.filter
  const query = severalInQuery(asked.parameter, wanted, world)
  if (query === undefined) return
  const { members, complete, last } = await world.walk(asked.above, query)
  if (!complete || !isSuccess(last)) return
  const shown = new Set(members.map((member) => JSON.stringify(world.keysOf(member))))
  const lacks = (member: unknown): boolean => {
    const values = valuesAtPlace(member, at)
    if (values?.every(isPlain) !== true) return false
    return wanted.some((value) => !values.some((one) => isAskedFor(one, { value, isExact })))
  }
  const hasAll = (member: unknown): boolean => {
    const values = new Set((valuesAtPlace(member, at) ?? []).map(String))
    return wanted.every((value) => values.has(value))
  }
  const other = members.find(lacks)
  const lost = asked.own.find((member) => hasAll(member) && !shown.has(JSON.stringify(world.keysOf(member))))
  const problem = (signature: string, message: string, member: unknown): Problem => ({
    signature: `${signature}-${name}`,
    message: `expected ${message} ${name} ${wanted.join(' and ')}, as it asks for all of them`,
    at: `${world.itemsAt(last)}${at}`,
    expected: wanted,
    actual: valueAt(member, at),
    ...shouldUnless(isStated),
  })
  world.expect(last, [
    ...(other === undefined ? [] : [problem('not-by-all-of', 'only members with', other)]),
    ...(lost === undefined ? [] : [problem('lost-by-all-of', 'all members with', lost)]),
  ])
}
