import { isObject, parsePointer } from '../../json/pointer.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { World } from './world.ts'
import { withWords } from '../body/words.ts'

/**
 * The body with other words in its texts. So a member which is made of it all the same is told from others. What names members of other
 * resources stays.
 */
export function withOtherWords(body: unknown, { resource, word }: Pick<World, 'resource' | 'word'>): unknown {
  const member = memberIn(body, resource)
  if (!isObject(member)) return body
  const named = new Set(Object.keys(resource.refers).map((pointer) => parsePointer(pointer)[0]))
  const words = new Map<string, string>()
  const anew = (old: string): string => {
    const known = words.get(old) ?? word()
    words.set(old, known)
    return known
  }
  const entries = Object.entries(member).map(([name, value]): [string, unknown] => [
    name,
    named.has(name) ? value : renamed(value, anew),
  ])
  return withMember(body, Object.fromEntries(entries), resource)
}

function renamed(value: unknown, anew: (old: string) => string): unknown {
  if (typeof value === 'string') return withWords(value, anew)
  if (Array.isArray(value)) return (value as unknown[]).map((one) => renamed(one, anew))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, anew)]))
}
