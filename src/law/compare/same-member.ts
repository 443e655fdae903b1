import { isObject } from '../../json/pointer.ts'
import { plainName } from '../../words/words.ts'

type Properties = Readonly<Record<string, unknown>>

/** The usual names of keys, the surest first. */
const KEYS = ['id', 'uuid', 'guid', 'key', 'number', 'slug', 'name', 'code', 'login', 'self', 'href', 'url']

/**
 * True for two objects that show the same member: their surest key is equal. False where a key differs; undefined where they have no key in
 * common.
 */
export function showSameMember(one: unknown, other: unknown): boolean | undefined {
  if (!isObject(one) || !isObject(other)) return undefined
  const [keys, others] = [keysIn(one), keysIn(other)]
  const key = KEYS.find((name) => keys.has(name) && others.has(name))
  return key === undefined ? undefined : keys.get(key) === others.get(key)
}

/** The first value of each plain name of an object, where the value is a text or a number. */
function keysIn(object: Properties): ReadonlyMap<string, unknown> {
  const firsts = new Map(
    Object.entries(object)
      .toReversed()
      .map(([name, value]) => [plainName(name), value] as const),
  )
  return new Map([...firsts].filter(([, value]) => typeof value === 'string' || typeof value === 'number'))
}
