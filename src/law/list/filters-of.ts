import type { DocumentSchema } from '../../document/api-document.ts'
import { ignoresCase, storesOneCase } from '../../document/says/says-unique.ts'
import { formatPointer, isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { inSingular, nameAmong, wordsOf } from '../../words/words.ts'
import { createdSchemaAt } from '../body/create-schema.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { otherCase } from '../body/other-case.ts'
import { schemaAt } from '../body/schema-at.ts'
import { itemSchema } from './item-schema.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { filterPlace, isPlain, namePlace, valuesAtPlace } from './filter-place.ts'
import { FILTERS, FORMS, RANGE, SEVERAL } from './filter-words.ts'

/** A query parameter that filters by a property, and the value that is asked for. */
export interface Filter {
  readonly name: string
  readonly value: unknown
  /** The place of the property in a member. */
  readonly at: Pointer
  /** True where a part of the value is another value, as with a flag. */
  readonly isExact: boolean
  /** True where the description says that the case of letters does not tell values apart. */
  readonly isAnyCase: boolean
  /** True where the description says that a value in other letters' case is another one. */
  readonly isCased?: boolean | undefined
  /** True where the description says that the parameter filters. */
  readonly isStated: boolean
}

export type Filters = readonly (Omit<Filter, 'value'> & { readonly values: readonly unknown[] })[]

/** The query parameters with the name of a property, and the values to send. The server may set a listed value or a flag. */
export function filtersOf(members: readonly Member[], world: World): Filters {
  const { parameters } = world.operation(world.resource.list?.operation ?? '')
  return parameters.flatMap(({ in: from, name, schema, description = '' }): Filters => {
    if (from !== 'query' || RANGE.test(description)) return []
    if (SEVERAL.test(description) && !FILTERS.test(description)) return []
    const listed = listedIn(schema, world)
    const wholes = members.map((member) => wholeOf(member, listed.length > 0, world))
    // A member of another kind may lack the property.
    const own =
      listed.length > 0 && typeOf(flatten(schema, world.document.schemas)) === 'array'
        ? inSingular(wordsOf(name)).join('_')
        : name
    const known = [name, own]
      .flatMap((one) => wholes.map((whole) => filterPlace(one, whole)))
      .find((one) => one !== undefined)
    const place = known ?? namePlace(name, wholes[0])
    if (place === undefined) return []
    const shown = wholes.flatMap((whole) => valuesAtPlace(whole, place) ?? [])
    const at = asShown(place, world)
    const values = valuesOf(shown, listed.length > 0 ? MOST_LISTED : MOST_VALUES)
    const others = listed.filter((one) => !shown.includes(one))
    const isPlainFilter = saysNothing(description) && (hasList(schema, world) || IDS.test(name))
    // That the title is the name of a member is a guess.
    const isStated =
      known !== undefined &&
      (FILTERS.test(description) ||
        isPlainFilter ||
        (!FORMS.test(name) && hasList(schema, world) && isOfList(listedAt(at, world), listed)))
    const isList = wholes.some((whole) => Array.isArray(valueAt(whole, place)))
    const isWhole = EXACT.test(description) || (isList && THIS_ITEM.test(description))
    const isExact = listed.length > 0 || (isWhole && !HOLDS.test(description)) || isPlainFilter
    const isCased = listed.length === 0 && THIS_EXACTLY.test(description) && isCaseKept(at, world)
    const isAnyCase = listed.length === 0 && ignoresCase(description)
    // A listed value that no member has may stand for several, such as `all`: a description would say so, or the property lists it too.
    const unseen = isStated || values.length === 1 ? knownOf(others, listedAt(at, world)) : []
    const asked = unseen.length > 0 || isPlainFilter || values.length > 1 ? unseen : others.filter(isOne).slice(0, 1)
    const more = listed.length === 0 && isExact ? [partOf(values[0])].filter((one) => one !== undefined) : asked
    const further = [
      ...lastItems(wholes, place),
      ...(isAnyCase || isCased ? values.slice(0, 1).flatMap(inOtherCase) : []),
    ]
    return [{ name, at, values: [...new Set([...values, ...further, ...more])], isExact, isAnyCase, isCased, isStated }]
  })
}

/** The member as it was sent, and what the server has set where that counts too. */
export function wholeOf({ sent, created }: Member, isShown: boolean, world: World): Readonly<Record<string, unknown>> {
  const answered = isShown && created !== undefined ? world.shown(created) : undefined
  const shown: Readonly<Record<string, unknown>> = isObject(answered) ? answered : {}
  const own = Object.entries(isObject(sent) ? sent : {}).map(([name, value]) => {
    const beside = shown[name]
    // JSON:API: what the server sets stands in `attributes` too.
    return [name, isObject(value) && isObject(beside) ? { ...beside, ...value } : value] as const
  })
  return { ...shown, ...Object.fromEntries(own) }
}

/** The last item of a list that has several: a server may look at the first one alone. */
function lastItems(wholes: readonly unknown[], place: Pointer): readonly unknown[] {
  const lists = wholes.map((whole) => valueAt(whole, place)).filter((one) => Array.isArray(one) && one.length > 1)
  return lists
    .slice(0, 1)
    .map((one) => (one as readonly unknown[]).at(-1))
    .filter(isPlain)
}

/** True where nothing says that the case of a property's letters does not count, or is not kept. */
function isCaseKept(at: Pointer, world: World): boolean {
  const { document } = world
  const views = [schemaAt(itemSchema(world), at, document.schemas), createdSchemaAt(world, at)]
  const isLoose = views.some((view) => flatten(view ?? true, document.schemas)['x-loose-case'] === true)
  return !isLoose && !ignoresCase(document.description) && !storesOneCase(document.description)
}

function inOtherCase(value: unknown): readonly string[] {
  return typeof value === 'string' && otherCase(value) !== value ? [otherCase(value)] : []
}

/** The beginning of a text, which an exact filter does not find. */
function partOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > SHORTEST_PART ? value.slice(0, -1) : undefined
}

const SHORTEST_PART = 3

/** The values that a parameter lists, those of a flag among them. */
function listedIn(schema: DocumentSchema, world: World): readonly unknown[] {
  const { enum: values, type } = flatten(ofItems(schema, world), world.document.schemas)
  if (Array.isArray(values)) return (values as unknown[]).filter(isPlain)
  return [type].flat().includes('boolean') ? [true, false] : []
}

/** The values that the property of a shown member lists. */
export function listedAt(at: Pointer, world: World): readonly unknown[] {
  const { schemas } = world.document
  const { enum: listed } = flatten(schemaAt(itemSchema(world), at, schemas) ?? true, schemas)
  return Array.isArray(listed) ? (listed as unknown[]) : []
}

/** The place in a listed member, whose names may join their words in another way than those of requests. */
function asShown(at: Pointer, world: World): Pointer {
  const [name = '', ...rest] = parsePointer(at)
  const { properties } = flatten(itemSchema(world), world.document.schemas)
  const own = nameAmong(name, Object.keys(isObject(properties) ? properties : {}))
  return own === undefined ? at : formatPointer([own, ...rest])
}

/** True for listed values that are no flags: a flag such as `archived` may ask for more members too. */
function hasList(schema: DocumentSchema, world: World): boolean {
  return Array.isArray(flatten(ofItems(schema, world), world.document.schemas)['enum'])
}

/** The schema of one value of a parameter, which may take several. */
function ofItems(schema: DocumentSchema, { document }: World): DocumentSchema {
  const flat = flatten(schema, document.schemas)
  return typeOf(flat) === 'array' ? ((flat['items'] ?? true) as DocumentSchema) : schema
}

/** True without a description, and for one that lists the values alone, as those of Django do. */
function saysNothing(description: string): boolean {
  return description.replaceAll(/^\s*\* `.*$/gm, '').trim() === ''
}

/** Names of keys: nobody asks for a part of one. */
const IDS = /(?:_id|[a-z]Id)$/

/** Another value is none that holds the wanted one. */
const EXACT = /\bexact|\bwhole value\b|\bequals?\b/i

/** A value in other letters is none of these. */
const THIS_EXACTLY = /\bexactly (?:this|that|the|one)\b/i

/** An item of a list: a part of it is another one. */
const THIS_ITEM = /\b(?:with|has|have|having|carr(?:y|ies)) (?:this|that|the given|the) [\w-]+(?:[.;,]|$)/i

/** A value that holds the wanted one is found too, but where another parameter asks for whole values. */
const HOLDS = /\bcontain(?:s|ed|ing)?\b|\bsubstring\b|\bpart of\b/i

/** The values of a property that are sent, as a count; of listed values, each may have code of its own. */
const MOST_VALUES = 2
const MOST_LISTED = 4

/** The listed values that no member has, and that are sent, as a count. */
const MOST_UNSEEN = 3

/** Listed values that no member has, and that the property lists too. */
function knownOf(others: readonly unknown[], own: readonly unknown[]): readonly unknown[] {
  return others.filter((one) => own.includes(one)).slice(0, MOST_UNSEEN)
}

/** True for the values that the property lists, and none but those that stand for several: `open`, `closed` and `all`. */
function isOfList(own: readonly unknown[], listed: readonly unknown[]): boolean {
  return (
    own.length > 1 &&
    own.every((one) => listed.includes(one)) &&
    !listed.some((one) => isOne(one) && !own.includes(one))
  )
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
