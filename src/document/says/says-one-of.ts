import { LONGEST_READ } from './describes.ts'

/** An item of a list beside a property, or in what holds the member, and the name of its key: `{ key: 'key', of: 'variants' }`. */
export interface OneOf {
  readonly key: string
  readonly of: string
}

const SAYS =
  /\b(key|id|name|code|slug|label|value)`?s? of (?:(?:one|any|either) of (?:the|its|these)|an?) `?([a-z][\w-]*)/i

/** The noun that a property names by a description such as "The key of one of the variants". Undefined for none. */
export function oneOfSaid(description: unknown): OneOf | undefined {
  const [, key, of] = SAYS.exec(typeof description === 'string' ? description.slice(0, LONGEST_READ) : '') ?? []
  return key === undefined || of === undefined ? undefined : { key: key.toLowerCase(), of }
}
