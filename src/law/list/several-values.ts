import type { DocumentSchema } from '../../document/api-document.ts'
import { valueAt } from '../../json/pointer.ts'
import { flatten } from '../body/flatten-schema.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { type Problem, shouldUnless } from '../session/problem.ts'
import type { Walk } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'
import { type AllAsked, asksForAll, holdAllOf } from './all-of-values.ts'
import { isPlain, valuesAtPlace } from './filter-place.ts'
import { type Filters, listedAt } from './filters-of.ts'
import { isAskedFor } from './others-in.ts'
import { severalInQuery } from './several-in-query.ts'

/** A filter, and where it is tried. */
export interface Trying {
  readonly filter: Omit<Filters[number], 'values'>
  readonly members: readonly Member[]
  /** The list without the filter. */
  readonly without: () => Promise<Walk>
}

/**
 * Asks for two values of a filter that takes several. The list shows members with one of them only, and all members of the run with one of them.
 * Where its description says so, such as "with all of these tags", a member must have both. Nothing is sent where the document does not say that the parameter takes several.
 */
export async function holdSeveral({ filter, members, without }: Trying, world: World): Promise<void> {
  const { name, at } = filter
  const parameter = world.operation(world.resource.list?.operation ?? '').parameters.find((one) => one.name === name)
  if (parameter === undefined || severalInQuery(parameter, [], world) === undefined) return
  const keyOf = (member: unknown): string => JSON.stringify(world.keysOf(member))
  const keys = new Set(members.map(({ own }) => JSON.stringify(own)))
  const own = (await without()).members.filter((member) => keys.has(keyOf(member)))
  const above = members[0]?.above ?? []
  if (asksForAll(parameter, at, own)) return holdAllOf({ filter, parameter, own, above }, world)
  const values = own.flatMap((member) => valuesAtPlace(member, at) ?? []).filter(isPlain)
  for (const wanted of valuesAsked(values, { parameter, at }, world))
    await holdUnion(wanted, { filter, parameter, own, above }, world)
}

/** The values of two members. All members may have one listed value, such as the first state: it stands before and behind another one. */
function valuesAsked(
  values: readonly unknown[],
  { parameter, at }: Pick<AllAsked, 'parameter'> & Pick<Filters[number], 'at'>,
  world: World,
): readonly (readonly string[])[] {
  const [first, second] = new Set(values.map(String))
  if (first === undefined) return []
  if (second !== undefined) return [[first, second]]
  const { items } = flatten(parameter.schema, world.document.schemas)
  const { enum: taken } = flatten((items ?? true) as DocumentSchema, world.document.schemas)
  const other = listedAt(at, world).find(
    (one) => typeof one === 'string' && one !== first && Array.isArray(taken) && taken.includes(one),
  )
  return typeof other === 'string'
    ? [
        [first, other],
        [other, first],
      ]
    : []
}

/** The list for several values shows the members with one of them, and no others. */
async function holdUnion(
  wanted: readonly string[],
  { filter: { name, at, isExact, isStated }, parameter, own, above }: AllAsked,
  world: World,
): Promise<void> {
  const keyOf = (member: unknown): string => JSON.stringify(world.keysOf(member))
  const asked = severalInQuery(parameter, wanted, world)
  if (asked === undefined) return
  const walk = await world.walk(above, asked)
  if (!walk.complete || !isSuccess(walk.last)) return
  const isOne = (shown: unknown): boolean => wanted.some((value) => isAskedFor(shown, { value, isExact }))
  const isWanted = (member: unknown): boolean => valuesAtPlace(member, at)?.some(isOne) === true
  const isKnown = (member: unknown): boolean => valuesAtPlace(member, at)?.every(isPlain) === true
  const found = new Set(walk.members.map(keyOf))
  const other = walk.members.find((member) => isKnown(member) && !isWanted(member))
  // A filter by a list may ask for members with all of the values.
  const lost = own.find(
    (member) => !Array.isArray(valueAt(member, at)) && isWanted(member) && !found.has(keyOf(member)),
  )
  const problem = (signature: string, message: string, member: unknown): Problem => ({
    signature: `${signature}-${name}`,
    message: `expected ${message} ${name} ${wanted.join(' or ')}`,
    at: `${world.itemsAt(walk.last)}${at}`,
    expected: wanted,
    actual: valueAt(member, at),
    ...shouldUnless(isStated),
  })
  world.expect(walk.last, [
    ...(other === undefined ? [] : [problem('not-by-any-of', 'only members with', other)]),
    ...(lost === undefined ? [] : [problem('lost-by-any-of', 'all members with', lost)]),
  ])
}
