import type { ApiParameter } from '../../../document/api-document.ts'
import { randomUUID } from 'node:crypto'
import { formatPointer, isObject } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import { plainName } from '../../../words/words.ts'
import { isOnlyRead } from '../../../resource/is-only-read.ts'
import { all, type Need, reads } from '../../world/facts.ts'
import { FILTERS, isSearch, RANGE, SEVERAL } from '../../list/filter-words.ts'
import { filterPlace, isPlain, valuesAtPlace } from '../../list/filter-place.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { onlyItems } from '../../walk/only-items.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { short } from '../../compare/compare-member.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { World } from '../../world/world.ts'

/** The values that are sent in all, and of each parameter, as counts. */
const MOST = 8
const MOST_VALUES = 3

const isAlone: Need = (resource) =>
  isOnlyRead(resource)
    ? { holds: true, certainty: 'sure' }
    : { holds: false, reason: 'the law is about a search that is only read' }

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
      if (isSearch(name)) {
        judged += items.length > 0 ? 1 : 0
        world.expect(answer, items.length > 0 ? [foundAnyway(name, value, items.length)] : [])
        continue
      }
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
        ...shouldUnless(isStated),
      }
      world.expect(answer, others.length > 0 ? [problem] : [])
    }
    if (judged === 0) throw new NotVerified('no query parameter has the name of a property of the items')
  },
}

/** A word that nothing has is found nowhere. A should: a search may show what is near. */
function foundAnyway(name: string, value: string, count: number): Problem {
  return {
    signature: 'found-anyway',
    message: `expected no items with ${name}=${value}, a word that nothing has, got ${count}`,
    at: 'body#',
    expected: 0,
    actual: count,
    level: 'should',
  }
}

interface Asking {
  readonly name: string
  readonly value: string
  readonly isStated: boolean
}

/** Formats that no word has. */
const FORMED = new Set(['date', 'date-time', 'time', 'email', 'uri', 'url', 'ipv4', 'ipv6', 'duration'])

/** Listed values; of any other text a word, which no item has. */
function valuesFor({ in: place, name, schema, description = '' }: ApiParameter, world: World): readonly Asking[] {
  if (place !== 'query' || ((RANGE.test(description) || SEVERAL.test(description)) && !isSearch(name))) return []
  const flat = flatten(schema, world.document.schemas)
  const { enum: listed, type, format, items } = flat
  const own = isObject(items) ? flatten(items, world.document.schemas) : flat
  const choices = Array.isArray(listed) ? listed : Array.isArray(own['enum']) ? (own['enum'] as unknown[]) : []
  const form = format ?? own['format']
  const isFree = own['type'] === 'string' && own['pattern'] === undefined && own['maxLength'] === undefined
  const free = !isFree || FORMED.has(String(form)) ? [] : form === 'uuid' ? [randomUUID()] : [world.word()]
  const values = choices.length > 0 ? choices.filter(isPlain) : type === 'boolean' ? [true, false] : free
  const isStated = FILTERS.test(description)
  return values.slice(0, MOST_VALUES).map((value) => ({ name, value: String(value), isStated }))
}

/** The values that an item has for a parameter: those of a property, or the names and keys of the objects in a list. */
function valuesOf(item: unknown, name: string): readonly unknown[] | undefined {
  if (!isObject(item)) return undefined
  const list = item[name]
  if (Array.isArray(list) && list.length > 0 && list.every(isObject)) return list.flatMap((one) => Object.values(one))
  const place = filterPlace(name, item) ?? aliasOf(name, item)
  return place === undefined ? undefined : valuesAtPlace(item, place)
}

/** The property `country_code` for the parameter `country`. */
function aliasOf(name: string, item: Readonly<Record<string, unknown>>): Pointer | undefined {
  const plain = plainName(name)
  const key = Object.keys(item).find((one) => ['code', 'id', 'name'].some((end) => plainName(one) === `${plain}${end}`))
  return key === undefined ? undefined : formatPointer([key])
}

/** A search by a text may find a part of it, in any case. */
function isIn(value: string, own: readonly unknown[]): boolean {
  return own.some((one) => String(one).toLowerCase().includes(value.toLowerCase()))
}
