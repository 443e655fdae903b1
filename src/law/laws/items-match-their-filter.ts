import type { ApiParameter } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { isOnlyRead } from '../../resource/is-only-read.ts'
import { all, type Need, reads } from '../facts.ts'
import { FILTERS, RANGE } from '../filter-words.ts'
import { filterPlace, isPlain, valuesAtPlace } from '../filter-place.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { onlyItems } from '../only-items.ts'
import { flatten } from '../plausible-value.ts'
import { short } from '../compare-member.ts'
import type { World } from '../world.ts'

/** The values that are sent in all, and of each parameter, as counts. */
const MOST = 8
const MOST_VALUES = 3

const isAlone: Need = (resource) =>
  isOnlyRead(resource) ? { holds: true, certainty: 'sure' } : { holds: false, reason: 'the resource has members' }

/** A search by GET, such as `/pets/findByStatus?status=sold`, shows what it is asked for. */
export const itemsMatchTheirFilter: Law = {
  id: 'items-match-their-filter',
  level: 'must',
  text: 'A search with a query parameter that has the name of a property of its items shows only items with that value.',
  source: 'the document: a query parameter and a property have one name',
  needs: all(isAlone, reads),
  onlyReads: true,
  async check(world) {
    const operation = world.operation(world.resource.read?.operation ?? '')
    const { above } = await world.above()
    const asked = operation.parameters.flatMap((parameter) => valuesFor(parameter, world))
    let judged = 0
    for (const { name, value, isStated } of asked.slice(0, MOST)) {
      const answer = await world.send({ operation, path: above, query: { [name]: value } })
      const items = onlyItems(answer)
      const others = items.map((item) => valuesOf(item, name)).filter((own) => own !== undefined && !isIn(value, own))
      // A search that finds nothing says nothing, and neither does one whose items lack the property.
      if (items.every((item) => valuesOf(item, name) === undefined)) continue
      judged += 1
      const problem = {
        signature: `other-${name}`,
        message: `expected only items with ${name} ${short(value)}, got one with ${short(others[0]?.[0])}`,
        at: 'body#',
        expected: value,
        actual: others[0],
        ...(isStated ? {} : { level: 'should' as const }),
      }
      world.expect(answer, others.length > 0 ? [problem] : [])
    }
    if (judged === 0) throw new NotVerified('no query parameter has the name of a property of the items')
  },
}

interface Asking {
  readonly name: string
  readonly value: string
  readonly isStated: boolean
}

/** Listed values; of any other text a word, which no item has. */
function valuesFor({ in: place, name, schema, description = '' }: ApiParameter, world: World): readonly Asking[] {
  if (place !== 'query' || RANGE.test(description)) return []
  const flat = flatten(schema, world.document.schemas)
  const { enum: listed, type, format, items } = flat
  const own = isObject(items) ? flatten(items, world.document.schemas) : flat
  const choices = Array.isArray(listed) ? listed : Array.isArray(own['enum']) ? (own['enum'] as unknown[]) : []
  const isText = (type === 'string' || own['type'] === 'string') && format === undefined && own['format'] === undefined
  const isFree = isText && own['pattern'] === undefined && own['maxLength'] === undefined
  const values =
    choices.length > 0 ? choices.filter(isPlain) : type === 'boolean' ? [true, false] : isFree ? [world.word()] : []
  const isStated = FILTERS.test(description)
  return values.slice(0, MOST_VALUES).map((value) => ({ name, value: String(value), isStated }))
}

/** The values that an item has for a parameter: those of a property, or the names and keys of the objects in a list. */
function valuesOf(item: unknown, name: string): readonly unknown[] | undefined {
  if (!isObject(item)) return undefined
  const list = item[name]
  if (Array.isArray(list) && list.length > 0 && list.every(isObject)) return list.flatMap((one) => Object.values(one))
  const place = filterPlace(name, item)
  return place === undefined ? undefined : valuesAtPlace(item, place)
}

/** A search by a text may find a part of it, in any case. */
function isIn(value: string, own: readonly unknown[]): boolean {
  return own.some((one) => String(one).toLowerCase().includes(value.toLowerCase()))
}
