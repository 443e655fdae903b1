import { isObject } from '../../json/pointer.ts'
import { isSuccess } from '../exchange.ts'
import { all, creates, lists } from '../facts.ts'
import type { Law } from '../law.ts'
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
    const { sent } = first ?? {}
    if (first === undefined || !isObject(sent)) throw new NotVerified('the member is no object')
    const names = operation.parameters.filter(
      ({ in: place, name }) => place === 'query' && ['string', 'number', 'boolean'].includes(typeof sent[name]),
    )
    if (names.length === 0) throw new NotVerified('no query parameter has the name of a property')
    for (const { name } of names.slice(0, MOST)) {
      const query = { [name]: String(sent[name]) }
      // Several small pages: a filter may be lost on the second.
      const walk = await world.walk(first.above, { query, size: 2, most: 3 })
      for (const { answer, members: shown } of walk.pages) {
        if (!isSuccess(answer)) break
        world.expect(answer, othersIn(shown, { name, value: sent[name] }, world))
      }
      if (isSuccess(walk.last) && walk.complete) world.expect(walk.last, totalOf(walk, name, world))
    }
  },
}

/** The parameters that are sent, as a count. */
const MOST = 4

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
