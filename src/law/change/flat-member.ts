import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'

/** The names of objects that hold the values of a member, as `attributes` in JSON:API. */
const HOLDERS: ReadonlySet<string> = new Set(['attributes', 'fields', 'spec', 'status'])

/** True for the name of an object that holds values of its member, and is no thing of its own. */
export function holdsValues(name: string): boolean {
  return HOLDERS.has(name)
}

/** The properties at the top of a shown member and within an object such as `attributes`, by name. Undefined for no object. */
export function flatMember(shown: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(shown)) return undefined
  const held = Object.entries(shown).filter(([name, value]) => holdsValues(name) && isObject(value))
  return Object.assign({}, ...held.map(([, value]) => value), shown) as Readonly<Record<string, unknown>>
}

/** The place of a property of a flat member. */
export function placeInFlat(name: string, shown: unknown): Pointer {
  if (!isObject(shown) || Object.hasOwn(shown, name)) return formatPointer([name])
  const holder = Object.keys(shown).find((one) => {
    const held = holdsValues(one) ? shown[one] : undefined
    return isObject(held) && Object.hasOwn(held, name)
  })
  return formatPointer(holder === undefined ? [name] : [holder, name])
}
