import { isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import type { ApiDocument } from '../../document/api-document.ts'
import { fillPath, itemOperation } from '../body/paths.ts'
import { unwrapped } from '../send/address-of.ts'
import { segmentAt } from '../send/create-note.ts'
import { type Member, pathOf } from '../session/member.ts'

/** The members of other resources that a body names, by the place of their keys. */
export type References = ReadonlyMap<Pointer, Member>

/** The values to put at each place, of which the first that keeps to the document is taken. */
type Keys = ReadonlyMap<Pointer, readonly unknown[]>

/** The keys that a member names: of those in a list, the first. */
export function keysNamedBy(member: unknown, { refers }: Pick<Resource, 'refers'>): Keys {
  const keys = Object.keys(refers).flatMap((pointer): [Pointer, readonly unknown[]][] => {
    const value = valueAt(member, pointer.replaceAll('/*', '/0'))
    return value === undefined ? [] : [[pointer, [value]]]
  })
  return new Map(keys)
}

interface Naming {
  readonly keys: Keys
  readonly isValid: (member: unknown) => boolean
  /** Tells whether to add the property at a place to a member that lacks it. Default: none is added. */
  readonly adds?: (member: unknown, pointer: Pointer) => boolean
  /** A new item of the list at a place, which has the key within it. Default: an empty list of such items stays empty. */
  readonly itemAt?: (pointer: Pointer) => unknown
}

/** The member with keys of members that are there, each where the document allows it. A list that names members has one item. */
export function withKeysOfOthers(member: unknown, { keys, isValid, adds, itemAt }: Naming): unknown {
  let named = member
  for (const [pointer, values] of keys) {
    const before = named
    const put = {
      adds: adds?.(before, pointer) === true,
      item: () => itemAt?.(pointer.slice(0, pointer.indexOf('/*'))),
    }
    const next = values.map((value) => withNamed(before, parsePointer(pointer), { ...put, value })).find(isValid)
    named = next ?? named
  }
  return named
}

function withNamed(
  holder: unknown,
  [token, ...rest]: readonly string[],
  put: { readonly value: unknown; readonly adds: boolean; readonly item: () => unknown },
): unknown {
  if (token === undefined) return put.value
  if (token === '*') {
    const items = Array.isArray(holder) ? (holder as unknown[]) : []
    if (items.length > 0 || rest.length === 0)
      return items.length > 0 || put.adds ? [withNamed(items[0], rest, put)] : holder
    const item = put.adds ? put.item() : undefined
    return item === undefined ? holder : [withNamed(item, rest, put)]
  }
  if (!isObject(holder)) return holder
  const isThere = Object.hasOwn(holder, token)
  const isLeaf = rest.length === 0 || (rest.length === 1 && rest[0] === '*')
  if (!isThere && (!put.adds || !isLeaf)) return holder
  return { ...holder, [token]: withNamed(holder[token], rest, put) }
}

/** The values that a property may take to name each member: its path where it names itself so, else its key as a text or a number. */
export function keysOf(references: References, document: ApiDocument): Keys {
  return new Map(
    [...references].map(([pointer, member]) => {
      const [key = ''] = member.own
      return [pointer, [...nameOf(member, document), key, ...(key === '' ? [] : [Number(key)])]]
    }),
  )
}

/** The path or URL by which a member names itself, else its path from its first collection on, such as `publishers/7/books/12`. */
function nameOf(member: Member, document: ApiDocument): readonly string[] {
  const { link } = member.resource.key
  if (link === undefined) return []
  const shown = segmentAt(unwrapped(member.created?.json, member.resource), link.value.at)
  if (shown !== undefined) return [shown]
  const { path } = itemOperation(member.resource, document) ?? {}
  return path === undefined ? [] : [fillPath(path.replace(/^.*?(?=[^/{}]+\/\{)/, ''), pathOf(member))]
}
