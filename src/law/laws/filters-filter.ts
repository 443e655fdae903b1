import { isObject } from '../../json/pointer.ts'
import { isSuccess } from '../exchange.ts'
import { all, creates, lists } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'

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
      ({ in: place, name }) => place === 'query' && ['string', 'number'].includes(typeof sent[name]),
    )
    if (names.length === 0) throw new NotVerified('no query parameter has the name of a property')
    for (const { name } of names.slice(0, 4)) {
      const answer = await world.send({ operation, path: first.above, query: { [name]: String(sent[name]) } })
      if (!isSuccess(answer)) continue
      const other = world
        .itemsOf(answer)
        .find(
          (one) =>
            isObject(one) &&
            Object.hasOwn(one, name) &&
            !String(one[name]).toLowerCase().includes(String(sent[name]).toLowerCase()),
        )
      world.expect(
        answer,
        other === undefined
          ? []
          : [
              {
                signature: `not-by-${name}`,
                message: `expected only members with ${name} ${String(sent[name])}, got others`,
                at: `body#/${name}`,
                expected: sent[name],
                actual: isObject(other) ? other[name] : undefined,
              },
            ],
      )
    }
  },
}
