import { isObject } from '../../json/pointer.ts'
import { isSuccess } from '../exchange.ts'
import { all, creates, lists } from '../facts.ts'
import type { Law } from '../law.ts'
import type { Member } from '../member.ts'
import { NotVerified } from '../not-verified.ts'
import type { Problem } from '../problem.ts'
import type { Walk } from '../walk-list.ts'
import type { World } from '../world.ts'

/** A query parameter that has the name of a property filters by it. A should: the name alone says so. */
export const filtersFilter: Law = {
  id: 'filters-filter',
  level: 'should',
  text: 'A list with a query parameter that has the name of a property shows only members with that value.',
  source: 'the document: a query parameter and a property have one name',
  needs: all(creates, lists),
  async check(world) {
    const members = await world.several()
    const operation = world.operation(world.resource.list?.operation ?? '')
    const [first] = members
    const sent = members.map((member) => member.sent).filter(isObject)
    if (first === undefined || sent.length === 0) throw new NotVerified('the member is no object')
    // A member of another kind may lack the property.
    const names = operation.parameters.filter(
      ({ in: place, name }) => place === 'query' && sent.some((one) => isPlain(one[name])),
    )
    if (names.length === 0) throw new NotVerified('no query parameter has the name of a property')
    for (const { name } of names.slice(0, MOST))
      for (const value of valuesOf(name, members)) await hold({ name, value }, first.above, world)
  },
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** The parameters that are sent, as a count. */
const MOST = 3

/** The values of a property that are sent, as a count. */
const MOST_VALUES = 2

/** The values that most members have first. */
function valuesOf(name: string, members: readonly Member[]): readonly unknown[] {
  const found = members.flatMap(({ sent }) => (isObject(sent) && sent[name] !== undefined ? [sent[name]] : []))
  const count = (value: unknown): number => found.filter((one) => one === value).length
  const distinct = [...new Set(found)].toSorted((one, other) => count(other) - count(one))
  // A value of one member alone tells as much as that of another.
  return distinct.slice(0, count(distinct[0]) > 1 ? MOST_VALUES : 1)
}

async function hold(filter: Filter, above: readonly string[], world: World): Promise<void> {
  const query = { [filter.name]: String(filter.value) }
  // Pages of one member: a filter may be lost on the second.
  const walk = await world.walk(above, { query, size: 1, most: 3 })
  for (const { answer, members: shown } of walk.pages) {
    if (!isSuccess(answer)) return
    world.expect(answer, othersIn(shown, filter, world))
  }
  const whole = walk.complete ? walk : await world.walk(above, { query })
  if (!whole.complete || !isSuccess(whole.last)) return
  world.expect(whole.last, totalOf(whole, filter.name, world))
  if (whole.members.length > 0) return
  const unfiltered = await world.walk(above)
  world.expect(whole.last, lostIn(unfiltered, filter, world))
}

/** A filter that finds nothing has lost the members with the value, which the list shows without it. */
function lostIn({ members }: Walk, { name, value }: Filter, { resource }: World): readonly Problem[] {
  const lost = members.filter((one) => isObject(one) && one[name] === value)
  if (lost.length === 0) return []
  return [
    {
      signature: `none-by-${name}`,
      message: `expected the members with ${name} ${String(value)}, got none`,
      at: `body#${resource.list?.items?.value ?? ''}`,
      expected: lost.length,
      actual: 0,
    },
  ]
}

interface Filter {
  readonly name: string
  readonly value: unknown
}

function othersIn(shown: readonly unknown[], { name, value }: Filter, { resource }: World): readonly Problem[] {
  const wanted = String(value).toLowerCase()
  const other = shown.find(
    (one) => isObject(one) && Object.hasOwn(one, name) && !String(one[name]).toLowerCase().includes(wanted),
  )
  if (!isObject(other)) return []
  return [
    {
      signature: `not-by-${name}`,
      message: `expected only members with ${name} ${String(value)}, got others`,
      at: `body#${resource.list?.items?.value ?? ''}/${name}`,
      expected: value,
      actual: other[name],
    },
  ]
}

/** A total beside a filter counts the members that the filter leaves. */
function totalOf({ total, members }: Walk, name: string, { resource }: World): readonly Problem[] {
  if (typeof total !== 'number' || total === members.length) return []
  return [
    {
      signature: 'total-of-all',
      message: `expected the total ${members.length} of the members by ${name}, got ${total}`,
      at: `body#${resource.list?.total?.value ?? ''}`,
      expected: members.length,
      actual: total,
    },
  ]
}
