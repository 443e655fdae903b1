import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { NumberInState } from '../../document/says/says-number.ts'
import { isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { Model, Pointer, Resource } from '../../resource/model.ts'
import { singular, wordsOf } from '../../words/words.ts'
import { flatten, type FlatSchema, typeOf } from '../body/flatten-schema.ts'
import { parentOf } from '../body/paths.ts'
import { placesIn } from '../body/places-in.ts'
import { schemaAt } from '../body/schema-at.ts'
import { answerSchema } from '../compare/answer-schema.ts'

/** A number, or a map of numbers, by which a member counts the members of another resource. */
export interface Counter {
  readonly holder: Resource
  /** The property by which a counted member names the holder. Undefined where the holder is the resource above it. */
  readonly by: Pointer | undefined
  readonly at: Pointer
  /** The property of a counted member by whose values a map counts. Undefined for a number. */
  readonly values: Pointer | undefined
  /** The members that a number counts. Undefined where it counts all. */
  readonly states?: CountedStates
  /** True where the description says what is counted, such as `Number of chapters of the book`. */
  readonly isSaid: boolean
}

/** The listed values of a property, or the values of a flag as texts, with which members are counted. */
interface CountedStates {
  readonly at: Pointer
  readonly counted: readonly string[]
  /** The values to give a member in turn, the counted ones last. */
  readonly values: readonly (string | boolean)[]
}

/** The numbers of other members that count the members of a resource, by their names or descriptions: `chapters_count`. */
export function countersOf(resource: Resource, model: Model, document: ApiDocument): readonly Counter[] {
  return holdersOf(resource, model).flatMap(({ holder, by }) => {
    const schema = answerSchema({ resource: holder, document })
    return holder.server.flatMap((at): readonly Counter[] => {
      const own = schemaAt(schema ?? true, at, document.schemas)
      const flat = flatten(own ?? true, document.schemas)
      const states = typeOf(flat) === 'integer' ? statesIn(flat, resource, document) : undefined
      if (states !== undefined) return [{ holder, by, at, values: undefined, states, isSaid: true }]
      const noun = flat['x-number-of']
      const isSaid = isNoun(noun, resource)
      // `items_count` may be the "number of pieces in the cart".
      if (!isSaid && (noun !== undefined || !countsByName(parsePointer(at).at(-1) ?? '', resource))) return []
      if (typeOf(flat) === 'integer') return [{ holder, by, at, values: undefined, isSaid }]
      const values = valuesOf(flat, resource, document)
      return values === undefined ? [] : [{ holder, by, at, values, isSaid }]
    })
  })
}

/** The resource above, and those that a member names by one property alone. */
export function holdersOf(resource: Resource, model: Model): readonly Pick<Counter, 'holder' | 'by'>[] {
  const above = parentOf(resource, model)
  const named = Object.entries(resource.refers).flatMap(([by, { value }]) => {
    const holder = model.resources[value]
    const isOnly = Object.values(resource.refers).filter((other) => other.value === value).length === 1
    return holder === undefined || !isOnly || holder === above ? [] : [{ holder, by }]
  })
  return [...(above === undefined ? [] : [{ holder: above, by: undefined }]), ...named]
}

/** True for `chapters_count`, `chapterCount`, `numChapters` and `number_of_chapters`, where the members are chapters. A total may be an amount. */
function countsByName(name: string, resource: Resource): boolean {
  const words = wordsOf(name)
  if (/^counts?$/.test(words.at(-1) ?? '')) return isSubject(words.slice(0, -1), resource)
  const subject = /^(?:num|nr|(?:count|number) of) (.+)$/.exec(words.join(' '))?.[1]
  return subject !== undefined && isSubject(subject.split(' '), resource)
}

function isNoun(noun: unknown, resource: Resource): boolean {
  return typeof noun === 'string' && isSubject(wordsOf(noun), resource)
}

/** True for the words of the name of a resource, or for its last ones. */
export function isSubject(words: readonly string[], { name }: Resource): boolean {
  const subject = words.map(singular).join(' ')
  const own = wordsOf(name).map(singular).join(' ')
  return subject !== '' && (own === subject || own.endsWith(` ${subject}`))
}

/**
 * The states of the counted members, such as `confirmed` of bookings, or those of a flag such as `active`. Undefined where no listed value of one
 * property alone is meant, and no flag.
 */
function statesIn(flat: FlatSchema, resource: Resource, document: ApiDocument): CountedStates | undefined {
  const said = flat['x-number-in-state'] as NumberInState | undefined
  if (said === undefined || !isNoun(said.noun, resource)) return undefined
  const isMeant = (value: unknown): boolean =>
    typeof value === 'string' && wordsOf(value).join(' ') === wordsOf(said.state).join(' ')
  const places = placesIn(answerSchema({ resource, document }) ?? true, document.schemas)
  const found = places.flatMap(({ at, schema: { enum: listed } }) =>
    Array.isArray(listed) && listed.some(isMeant) ? [{ at, listed }] : [],
  )
  const flags = places.filter(
    ({ at, schema }) =>
      typeOf(schema) === 'boolean' && isMeant((parsePointer(at).at(-1) ?? '').replace(/^is(?=[A-Z_])/, '')),
  )
  const [only] = found
  const [flag] = flags
  if (found.length + flags.length > 1) return undefined
  if (flag !== undefined) return { at: flag.at, counted: [String(!said.isNot)], values: [said.isNot, !said.isNot] }
  if (only === undefined) return undefined
  const all = only.listed.filter((value) => typeof value === 'string')
  const isCounted = (value: string): boolean => isMeant(value) !== said.isNot
  const values = all.toSorted((one, other) => Number(isCounted(one)) - Number(isCounted(other)))
  return { at: only.at, counted: all.filter(isCounted), values }
}

/** The property of a counted member that has the names of a map of numbers as its listed values. */
function valuesOf(flat: FlatSchema, resource: Resource, document: ApiDocument): Pointer | undefined {
  const { properties } = flat
  if (!isObject(properties)) return undefined
  const names = Object.keys(properties)
  const isNumbers = Object.values(properties).every(
    (one) => typeOf(flatten(one as DocumentSchema, document.schemas)) === 'integer',
  )
  const schema = answerSchema({ resource, document })
  if (names.length < 2 || !isNumbers || schema === undefined) return undefined
  return placesIn(schema, document.schemas).find(({ schema: { enum: listed } }) => {
    return Array.isArray(listed) && names.every((name) => listed.includes(name))
  })?.at
}

/**
 * The count of a member as it is shown: by the values that a map counts, or under the empty name. A value that is left out counts as
 * zero.
 */
export function countsIn(shown: unknown, { at, values }: Counter): Readonly<Record<string, number>> {
  const found = valueAt(shown, at)
  const counts = values === undefined ? { '': found ?? 0 } : isObject(found) ? found : {}
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]))
}
