import type { Pointer } from '../../resource/model.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { expressionsOf, isPlainText } from './filter-expressions.ts'
import { filterPlace, valuesAtPlace } from './filter-place.ts'
import { type Filter, filtersOf, wholeOf } from './filters-of.ts'

/** A filter as a query asks for it: by the value, or by an expression that is true for the value. */
export interface AskedFilter extends Filter {
  /** The value of the parameter. */
  readonly asked: string
  /** The place of the property in the body of a create; undefined where bodies lack it. */
  readonly place: Pointer | undefined
}

/** The filters of a list, each with one value of a member: those that the document states first. */
export function askedFilters(members: readonly Member[], world: World): readonly AskedFilter[] {
  const plain = filtersOf(members, world).map(({ values: [value], ...rest }) => {
    return { ...rest, value, asked: String(value), place: filterPlace(rest.name, members[0]?.sent) }
  })
  return [...plain, ...equalitiesOf(members, world)].toSorted((a, b) => Number(b.isStated) - Number(a.isStated))
}

function equalitiesOf(members: readonly Member[], world: World): readonly AskedFilter[] {
  const { parameters, description = '' } = world.operation(world.resource.list?.operation ?? '')
  const wholes = members.map((member) => wholeOf(member, false, world))
  return parameters
    .flatMap((parameter) => expressionsOf(parameter, description, wholes))
    .filter(({ comparison }) => comparison === 'equal')
    .flatMap(({ parameter, at, write, isStated }) => {
      const value = wholes.flatMap((whole) => valuesAtPlace(whole, at) ?? []).find(isPlainText)
      if (value === undefined) return []
      return [{ name: parameter, at, value, isExact: true, isAnyCase: false, isStated, asked: write(value), place: at }]
    })
}
