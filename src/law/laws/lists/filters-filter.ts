import type { DocumentSchema } from '../../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import { nameAmong } from '../../../resource/shape/words.ts'
import { schemaOfSuccess } from '../../compare/compare-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll } from '../../world/facts.ts'
import { countsUnfiltered } from '../../list/counts-unfiltered.ts'
import { filterPlace, isPlain, valuesAtPlace } from '../../list/filter-place.ts'
import { FILTERS, RANGE, SEVERAL } from '../../list/filter-words.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { flatten } from '../../body/flatten-schema.ts'
import type { Problem } from '../../session/problem.ts'
import { schemaAt } from '../../body/schema-at.ts'
import type { Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'

/**
 * A query parameter that has the name of a property filters by it. A should where the name alone says so. Documents of frameworks describe no
 * parameter: there, listed values and keys are those of a filter.
 */
export const filtersFilter: Law = {
  id: 'filters-filter',
  level: 'must',
  text: 'A list with a query parameter that has the name of a property shows only members with that value.',
  source: 'the document: a query parameter and a property have one name',
  needs: all(creates, listsAll),
  async check(world) {
    const members = await world.several()
    const [first] = members
    if (first === undefined || !members.some(({ sent }) => isObject(sent)))
      throw new NotVerified('the member is no object')
    const filters = filtersOf(members, world).slice(0, MOST)
    if (filters.length === 0) throw new NotVerified('no query parameter has the name of a property')
    let walked: Promise<Walk> | undefined
    const unfiltered = (): Promise<Walk> => (walked ??= world.walk(first.above))
    for (const { values, ...filter } of filters)
      for (const value of values) await hold({ ...filter, value }, { members, unfiltered }, world)
    await holdPair(filters, members, world)
  },
}

/** The query parameters with the name of a property, and the values to send. The server may set a listed value or a flag. */
function filtersOf(members: readonly Member[], world: World): Filters {
  const { parameters } = world.operation(world.resource.list?.operation ?? '')
  return parameters.flatMap(({ in: from, name, schema, description = '' }): Filters => {
    if (from !== 'query' || RANGE.test(description)) return []
    if (SEVERAL.test(description) && !FILTERS.test(description)) return []
    const listed = listedIn(schema, world)
    const wholes = members.map((member) => wholeOf(member, listed.length > 0, world))
    // A member of another kind may lack the property.
    const place = wholes.map((whole) => filterPlace(name, whole)).find((one) => one !== undefined)
    if (place === undefined) return []
    const shown = wholes.flatMap((whole) => valuesAtPlace(whole, place) ?? [])
    const at = asShown(place, world)
    const values = valuesOf(shown, listed.length > 0 ? MOST_LISTED : MOST_VALUES)
    const others = listed.filter((one) => !shown.includes(one))
    const isPlainFilter = saysNothing(description) && (hasList(schema, world) || IDS.test(name))
    const isStated = FILTERS.test(description) || isPlainFilter
    const isExact = listed.length > 0 || (EXACT.test(description) && !HOLDS.test(description)) || isPlainFilter
    // A listed value that no member has may stand for several, such as `all`: a description would say so, or the property lists it too.
    const known = isStated || values.length === 1 ? knownOf(others, ownListed(at, world)) : []
    const asked = known.length > 0 || isPlainFilter || values.length > 1 ? known : others.filter(isOne).slice(0, 1)
    const more = listed.length === 0 && isExact ? [partOf(values[0])].filter((one) => one !== undefined) : asked
    return [{ name, at, values: [...values, ...more], isExact, isStated }]
  })
}

/** The member as it was sent, and what the server has set where that counts too. */
function wholeOf({ sent, created }: Member, isShown: boolean, world: World): Readonly<Record<string, unknown>> {
  const answered = isShown && created !== undefined ? world.shown(created) : undefined
  return { ...(isObject(answered) ? answered : {}), ...(isObject(sent) ? sent : {}) }
}

/** The beginning of a text, which an exact filter does not find. */
function partOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > SHORTEST_PART ? value.slice(0, -1) : undefined
}

const SHORTEST_PART = 3

/** The values that a parameter lists, those of a flag among them. */
function listedIn(schema: DocumentSchema, { document }: World): readonly unknown[] {
  const { enum: values, type } = flatten(schema, document.schemas)
  if (Array.isArray(values)) return (values as unknown[]).filter(isPlain)
  return [type].flat().includes('boolean') ? [true, false] : []
}

/** The values that the property of a shown member lists. */
function ownListed(at: Pointer, world: World): readonly unknown[] {
  const { schemas } = world.document
  const { enum: listed } = flatten(schemaAt(itemSchema(world), at, schemas) ?? true, schemas)
  return Array.isArray(listed) ? (listed as unknown[]) : []
}

/** The schema of a member in the list. */
function itemSchema({ resource, document: { schemas }, operation }: World): DocumentSchema {
  const whole = schemaOfSuccess(operation(resource.list?.operation ?? ''))
  const items = flatten(schemaAt(whole ?? true, resource.list?.items?.value ?? '', schemas) ?? true, schemas)['items']
  return (items ?? true) as DocumentSchema
}

/** The place in a listed member, whose names may join their words in another way than those of requests. */
function asShown(at: Pointer, world: World): Pointer {
  const [name = '', ...rest] = parsePointer(at)
  const { properties } = flatten(itemSchema(world), world.document.schemas)
  const own = nameAmong(name, Object.keys(isObject(properties) ? properties : {}))
  return own === undefined ? at : formatPointer([own, ...rest])
}

/** True for listed values that are no flags: a flag such as `archived` may ask for more members too. */
function hasList(schema: DocumentSchema, { document }: World): boolean {
  return Array.isArray(flatten(schema, document.schemas)['enum'])
}

/** True without a description, and for one that lists the values alone, as those of Django do. */
function saysNothing(description: string): boolean {
  return description.replaceAll(/^\s*\* `.*$/gm, '').trim() === ''
}

/** Names of keys: nobody asks for a part of one. */
const IDS = /(?:_id|[a-z]Id)$/

/** Another value is none that holds the wanted one. */
const EXACT = /\bexact|\bwhole value\b|\bequals?\b/i

/** A value that holds the wanted one is found too, but where another parameter asks for whole values. */
const HOLDS = /\bcontain(?:s|ed|ing)?\b|\bsubstring\b|\bpart of\b/i

/** The parameters that are sent, as a count. */
const MOST = 3

/** The values of a property that are sent, as a count; of listed values, each may have code of its own. */
const MOST_VALUES = 2
const MOST_LISTED = 4

/** The listed values that no member has, and that are sent, as a count. */
const MOST_UNSEEN = 3

/** Listed values that no member has, and that the property lists too. */
function knownOf(others: readonly unknown[], own: readonly unknown[]): readonly unknown[] {
  return others.filter((one) => own.includes(one)).slice(0, MOST_UNSEEN)
}

/** False for a listed value that stands for several, such as `all`. */
function isOne(value: unknown): boolean {
  return !/^(?:all|any|both|none|\*)$/i.test(String(value))
}

/** The values that most members have first. */
function valuesOf(found: readonly unknown[], most: number): readonly unknown[] {
  const count = (value: unknown): number => found.filter((one) => one === value).length
  const distinct = [...new Set(found)].toSorted((one, other) => count(other) - count(one))
  // A value of one member alone tells as much as that of another.
  return distinct.slice(0, count(distinct[0]) > 1 || most > MOST_VALUES ? most : 1)
}

/** The list without a filter, which is walked once at most. */
type Unfiltered = () => Promise<Walk>

interface Holding {
  readonly members: readonly Member[]
  readonly unfiltered: Unfiltered
}

async function hold(filter: Filter, { members, unfiltered }: Holding, world: World): Promise<void> {
  const query = { [filter.name]: String(filter.value) }
  const above = members[0]?.above ?? []
  // Pages of one member: a filter may be lost on the second, or work on each page alone.
  const walk = await world.walk(above, { query, size: 1, most: 3 })
  for (const { answer, members: shown } of walk.pages) {
    if (!isSuccess(answer)) return
    world.expect(answer, othersIn(shown, filter, world.itemsAt(answer)))
  }
  const whole = walk.complete ? walk : await world.walk(above, { query })
  if (!whole.complete || !isSuccess(whole.last)) return
  world.expect(whole.last, totalOf(whole, filter, world))
  world.expect(whole.last, lostIn(whole, { filter, members, without: await unfiltered() }, world))
}

interface Unlost {
  readonly filter: Filter
  readonly members: readonly Member[]
  readonly without: Walk
}

/** A filter keeps the members of the run with the value, which the list shows without it. */
function lostIn(
  { members: shown, size, last }: Walk,
  { filter: { name, at, value, isStated }, members, without }: Unlost,
  { itemsAt, keysOf }: World,
): readonly Problem[] {
  const [own, found] = [members.map((one) => one.own), shown.map(keysOf)].map(
    (keys) => new Set(keys.map((one) => JSON.stringify(one))),
  )
  const kept = without.members.filter(
    (one) => own?.has(JSON.stringify(keysOf(one))) === true && valuesAtPlace(one, at)?.includes(value) === true,
  )
  const count = kept.filter((one) => found?.has(JSON.stringify(keysOf(one))) === true).length
  if (count === kept.length) return []
  const pages = size === undefined ? '' : ` on pages of ${size}`
  return [
    {
      signature: `none-by-${name}`,
      message: `expected the ${kept.length} members with ${name} ${String(value)}${pages}, got ${count === 0 ? 'none' : `${count} of them`}`,
      at: itemsAt(last),
      expected: kept.length,
      actual: count,
      ...levelOf(isStated),
    },
  ]
}

interface Filter {
  readonly name: string
  readonly value: unknown
  /** The place of the property in a member. */
  readonly at: Pointer
  /** True where a part of the value is another value, as with a flag. */
  readonly isExact: boolean
  /** True where the description says that the parameter filters. */
  readonly isStated: boolean
}

type Filters = readonly (Omit<Filter, 'value'> & { readonly values: readonly unknown[] })[]

/** Two filters together show only what both would show: one may be lost beside the other. */
async function holdPair(filters: Filters, members: readonly Member[], world: World): Promise<void> {
  const [one, other] = filters.filter(({ isStated }) => isStated)
  const [member] = members
  if (one === undefined || other === undefined || member === undefined) return
  // The first finds the member, and the second others: what is shown is there by mistake.
  const pair = [one, other].flatMap(({ values, ...filter }, index) => {
    const [own = [], ...others] = members.map((each) => valuesAtPlace(wholeOf(each, true, world), filter.at) ?? [])
    const value = index === 0 ? own[0] : ([...values, ...others.flat()].find((each) => !own.includes(each)) ?? own[0])
    return isPlain(value) ? [{ ...filter, value }] : []
  })
  if (pair.length < 2) return
  const query = Object.fromEntries(pair.map(({ name, value }) => [name, String(value)]))
  const { last, members: shown } = await world.walk(member.above, { query })
  if (!isSuccess(last)) return
  for (const filter of pair) world.expect(last, othersIn(shown, filter, world.itemsAt(last)))
}

function othersIn(
  shown: readonly unknown[],
  { name, at, value, isExact, isStated }: Filter,
  items: string,
): readonly Problem[] {
  const wanted = String(value).toLowerCase()
  const isWanted = (one: unknown): boolean => {
    const text = String(one).toLowerCase()
    return isExact ? text === wanted : text.includes(wanted)
  }
  // An answer may show an object in the place of a key that was sent.
  const other = shown
    .map((one) => valuesAtPlace(one, at))
    .find((values) => values?.every(isPlain) === true && !values.some(isWanted))
  if (other === undefined) return []
  return [
    {
      signature: `not-by-${name}`,
      message: `expected only members with ${name} ${String(value)}, got others`,
      at: `${items}${at}`,
      expected: value,
      actual: other.length === 1 ? other[0] : other,
      ...levelOf(isStated),
    },
  ]
}

function levelOf(isStated: boolean): { readonly level?: 'should' } {
  return isStated ? {} : { level: 'should' }
}

/** A total beside a filter counts the members that the filter leaves. */
function totalOf({ total, members }: Walk, { name, isStated }: Filter, world: World): readonly Problem[] {
  const { resource } = world
  if (typeof total !== 'number' || total === members.length || countsUnfiltered(world)) return []
  return [
    {
      signature: 'total-of-all',
      message: `expected the total ${members.length} of the members by ${name}, got ${total}`,
      at: `body#${resource.list?.total?.value ?? ''}`,
      expected: members.length,
      actual: total,
      ...levelOf(isStated),
    },
  ]
}
