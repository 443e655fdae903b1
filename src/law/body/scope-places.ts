import { formatPointer, isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer, Scope } from '../../resource/model.ts'
import { isHolder } from '../../resource/shape/is-holder.ts'
import { plainName, wordsOf } from '../../words/words.ts'

type Scopes = Readonly<Record<string, Scope>>

/** The deepest place, as a count of properties. */
const DEEPEST = 3

/**
 * The places of a member that name a scope, with the name of the scope: `/accountId` and `/account/id` are of the scope with the path parameter
 * `{account_id}`. Objects such as `metadata` add no word.
 */
export function scopePlaces(member: unknown, scopes: Scopes): ReadonlyMap<Pointer, string> {
  const byName = new Map(Object.entries(scopes).map(([scope, { parameter }]) => [plainOf(scope, parameter), scope]))
  return new Map(byName.size === 0 ? [] : placesOf(member, { byName, above: [] }))
}

/** The words of `{account_id}` are enough. Those of `{id}` need the name of the scope. */
function plainOf(scope: string, parameter: string): string {
  const isGeneral = wordsOf(parameter).length === 1 && /^(?:id|name|key|uuid|slug)$/i.test(parameter)
  return plainName(isGeneral ? `${scope} ${parameter}` : parameter)
}

interface Looking {
  readonly byName: ReadonlyMap<string, string>
  readonly above: readonly string[]
}

function placesOf(holder: unknown, { byName, above }: Looking): readonly (readonly [Pointer, string])[] {
  if (!isObject(holder) || above.length >= DEEPEST) return []
  return Object.entries(holder).flatMap(([name, value]) => {
    const path = [...above, name]
    if (isObject(value)) return placesOf(value, { byName, above: path })
    const words = path.filter((one, index) => index === path.length - 1 || !isHolder(one))
    const scope = byName.get(plainName(words.join(' ')))
    return scope === undefined ? [] : [[formatPointer(path), scope] as const]
  })
}

/** A member, and the check of the document. */
export interface Scoping {
  readonly scopes: Scopes
  readonly isValid: (member: unknown) => boolean
  /** Places that a resource fills. */
  readonly refers: Readonly<Record<Pointer, unknown>>
}

/** The member with the values of scopes in the places that name them. A place that names a member of a resource stays. */
export function withScopes(
  member: unknown,
  values: (scope: string, pointer: Pointer) => unknown,
  { scopes, isValid, refers }: Scoping,
): unknown {
  let scoped = member
  for (const [pointer, scope] of scopePlaces(member, scopes)) {
    const value = values(scope, pointer)
    if (value === undefined || value === valueAt(scoped, pointer) || pointer in refers) continue
    const before = scoped
    const next = [value, Number(value)].map((one) => withValueAt(before, pointer, one)).find(isValid)
    scoped = next ?? scoped
  }
  return scoped
}
