import { isObject } from '../../json/pointer.ts'
import { plainName } from '../../resource/shape/words.ts'

type Properties = Readonly<Record<string, unknown>>

/** The usual names of keys, the surest first. */
const KEYS = ['id', 'uuid', 'guid', 'key', 'number', 'slug', 'name', 'code', 'login', 'self', 'href', 'url']

/**
 * True for two objects that show the same member: their surest key is equal. False where a key differs; undefined where they have no key in
 * common.
 */
export function showSameMember(one: unknown, other: unknown): boolean | undefined {
  if (!isObject(one) || !isObject(other)) return undefined
  const pairs = KEYS.map((key) => [keyIn(one, key), keyIn(other, key)] as const)
  const [first, second] = pairs.find((pair) => pair.every((value) => value !== undefined)) ?? []
  return first === undefined ? undefined : first === second
}

function keyIn(object: Properties, key: string): unknown {
  const [, value] = Object.entries(object).find(([name]) => plainName(name) === key) ?? []
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}
