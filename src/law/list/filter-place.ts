import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { inSingular, nameAmong, plainName, wordsOf } from '../../words/words.ts'

/**
 * The place in a member that a query parameter has the name of. It is a property, also in another spelling, or a list in the plural, such as
 * `tags` for `tag`. It may also be a property or a list of an object, such as `/assignee/id` for `assigneeId` and `/attributes/tags` for
 * `tags`, or a relation of JSON:API. Undefined for none.
 */
export function filterPlace(parameter: string, member: unknown): Pointer | undefined {
  if (!isObject(member)) return undefined
  // JSON:API: `filter[status]`.
  const [, name = parameter] = /^filter\[([\w.-]+)\]$/.exec(parameter) ?? []
  if (isFiltered(member[name])) return formatPointer([name])
  const entries = Object.entries(member)
  const same = entries.find(([key, value]) => isFiltered(value) && plainName(key) === plainName(name))
  const plural = entries.find(([key, value]) => Array.isArray(value) && isFiltered(value) && isSingularOf(name, key))
  const [key] = same ?? plural ?? []
  if (key !== undefined) return formatPointer([key])
  const within = entries.flatMap(([outer, value]) =>
    Object.entries(isObject(value) ? value : {})
      .filter(
        ([inner, one]) =>
          isFiltered(one) && [inner, `${outer}_${inner}`].some((each) => plainName(each) === plainName(name)),
      )
      .map(([inner, one]) => ({ at: formatPointer([outer, inner]), isList: Array.isArray(one) })),
  )
  const plain = within.filter(({ isList }) => !isList)
  const [found, ...others] = plain.length > 0 ? plain : within
  return found === undefined ? relationPlace(name, member) : others.length === 0 ? found.at : undefined
}

/** The place of the key of another resource that a resource of JSON:API names: `/relationships/author/data/id` for `author` and `authorId`. */
function relationPlace(name: string, { relationships }: Readonly<Record<string, unknown>>): Pointer | undefined {
  const found = Object.entries(isObject(relationships) ? relationships : {}).find(
    ([relation, value]) =>
      [relation, `${relation}_id`].some((one) => plainName(one) === plainName(name)) &&
      isPlain(valueAt(value, '/data/id')),
  )
  return found === undefined ? undefined : formatPointer(['relationships', found[0], 'data', 'id'])
}

/** Properties that name a member which has no `name`. */
const NAMES = ['title', 'displayName', 'fullName', 'subject', 'label']

/** The place of the text that names a member, for a parameter `name` where no property has that name: a guess. */
export function namePlace(parameter: string, member: unknown): Pointer | undefined {
  if (parameter !== 'name' || !isObject(member)) return undefined
  const [name] = NAMES.flatMap((one) => nameAmong(one, Object.keys(member)) ?? [])
  return name !== undefined && typeof member[name] === 'string' ? formatPointer([name]) : undefined
}

/** The values at the place in a member: the items of a list, or one value. Undefined where the member lacks the place. */
export function valuesAtPlace(member: unknown, place: Pointer): readonly unknown[] | undefined {
  const value = valueAt(member, place)
  if (value === undefined || value === null) return undefined
  return Array.isArray(value) ? (value as unknown[]) : [value]
}

/** True for a text, a number or a flag. */
export function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function isFiltered(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every(isPlain) : isPlain(value)
}

function isSingularOf(name: string, plural: string): boolean {
  return inSingular(wordsOf(plural)).join('') === plainName(name)
}
