import { countLimitOf, countLimitSaid } from '../../document/says/count-limit-said.ts'
import { parsePointer } from '../../json/pointer.ts'
import { flatten } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { HEADER } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'
import { wordsOfList } from './words-of-list.ts'

/** True for the number of members, and beyond the largest number that a total shows, for each from there on. */
export function isCountOf(total: unknown, count: number, most: number | undefined): boolean {
  return total === count || (most !== undefined && count >= most && typeof total === 'number' && total >= most)
}

/** The largest number that the total shows, as descriptions of the list and of the total say. */
export function countLimit(world: World): number | undefined {
  const {
    resource: { list },
    operation,
    document: { schemas },
  } = world
  const place = list?.total?.value
  if (list === undefined || place === undefined) return undefined
  const { responses } = operation(list.operation)
  const said = (name: string): number | undefined =>
    firstOf(wordsOfList(world).map((words) => countLimitSaid(name, words)))
  if (place.startsWith(HEADER)) {
    const name = place.slice(HEADER.length)
    const own = Object.values(responses).map(({ headers }) => countLimitOf(headers[name]?.description))
    return said(name) ?? firstOf(own)
  }
  const schema = schemaAt(schemaOfSuccess(operation(list.operation)) ?? true, place, schemas)
  const own = flatten(schema ?? true, schemas)['x-count-limit']
  return said(parsePointer(place).at(-1) ?? '') ?? (typeof own === 'number' ? own : undefined)
}

function firstOf(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.find((one) => one !== undefined)
}
