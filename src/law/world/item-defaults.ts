import { isDeepStrictEqual } from 'node:util'
import type { DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import type { ItemList } from '../body/item-lists.ts'
import { placesIn } from '../body/places-in.ts'
import { type StatedDefault, statedDefault } from '../body/stated-default.ts'
import { without } from '../body/without.ts'
import { isEmptyValue } from '../compare/is-empty-value.ts'
import { isHiddenSecret } from '../compare/hidden-secret.ts'
import { isAlike, isSameValue } from '../compare/same-value.ts'
import { short } from '../compare/compare-member.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { type Problem, shouldUnless } from '../session/problem.ts'
import type { CreateRequest } from './create-request.ts'
import { itemsOf, listsOfMember, withItems } from './items-of-each-kind.ts'
import type { World } from './world.ts'
import { isSurelyValidBy } from '../body/validators.ts'

/** The default of a property that an item may leave out. */
interface ItemDefault extends StatedDefault {
  readonly name: string
}

/** The lists of a member in a create whose items have properties with defaults. */
export function listsWithDefaults(world: World): readonly ItemList[] {
  return listsOfMember(world).filter(({ alternatives }) =>
    alternatives.some((one) => defaultsOf(one, world).length > 0),
  )
}

/** The items of a list that lack properties with defaults, as a count. */
const MOST = 4

/**
 * The create with items that lack their properties with defaults, beside one that has them. Each alternative has such an item, unless the target
 * refuses these together. Undefined where the body has no such item.
 */
export function withLeastItems(asked: CreateRequest, world: World): CreateRequest | undefined {
  const told = new Set(listsWithDefaults(world).map(({ at }) => at))
  const areTaken = world.kindsOfItems().areTaken !== false
  const itemsFor = (list: ItemList, [first, ...rest]: readonly unknown[]): readonly unknown[] | undefined => {
    const { at, alternatives, most } = list
    if (first === undefined || !told.has(at)) return undefined
    if (alternatives.length < 2 || !areTaken) return [withoutDefaults(first, list, world), ...rest]
    return [...itemsOf(alternatives.slice(0, Math.min(most, MOST)), world, true), first].slice(0, most)
  }
  return withItems(asked, itemsFor, world)
}

function withoutDefaults(item: unknown, list: ItemList, world: World): unknown {
  const names = defaultsOfItem(item, list, world).map(({ name }) => name)
  return isObject(item) ? without(item, names) : item
}

/** The defaults of the one alternative that an item is of. */
function defaultsOfItem(item: unknown, { alternatives }: ItemList, world: World): readonly ItemDefault[] {
  const [own, ...others] = alternatives.filter((one) => isSurelyValidBy(item, one, world.validators))
  return own === undefined || others.length > 0 ? [] : defaultsOf(own, world)
}

function defaultsOf(schema: DocumentSchema, { document: { schemas } }: World): readonly ItemDefault[] {
  return placesIn(schema, schemas, () => 'alone').flatMap(({ at, schema: own, isOptional }) => {
    const isOfServer = own['readOnly'] === true || own['x-server-set'] === true || own['writeOnly'] === true
    const stated = statedDefault(own)
    const [name = ''] = parsePointer(at)
    return isOptional && !isOfServer && stated !== undefined ? [{ name, ...stated }] : []
  })
}

/**
 * The problems of items that were sent without properties with defaults, and are shown at the same place of a list of the same length. Another value
 * than the default is a should, unless words state the default. So is one that is missing, where an item beside it shows the property, and the
 * item shows another default.
 */
export function itemDefaultProblems(sent: unknown, shown: unknown, world: World): readonly Problem[] {
  return listsWithDefaults(world).flatMap((list) => {
    const [items, seen] = [sent, shown].map((member) => valueAt(member, list.at))
    if (!Array.isArray(items) || !Array.isArray(seen) || items.length !== seen.length) return []
    const pairs = items.map((item: unknown, index): Pair => ({ item, seen: seen[index] as unknown }))
    if (!pairs.every((pair) => isSameItem(pair, list.at, world))) return []
    return pairs.flatMap(({ item, seen: one }, index) => {
      if (!isObject(item) || !isObject(one)) return []
      const left = defaultsOfItem(item, list, world).filter(({ name }) => !Object.hasOwn(item, name))
      return left.flatMap((own) => {
        const beside = {
          others: left.filter((other) => other !== own),
          isShownElsewhere: seen.some((other) => isObject(other) && isThere(other[own.name])),
        }
        return problemOf(own, { one, at: `${list.at}/${index}${formatPointer([own.name])}`, beside }, world)
      })
    })
  })
}

interface Pair {
  readonly item: unknown
  readonly seen: unknown
}

/** True for an item that is shown with the texts, numbers and flags that were sent. */
function isSameItem({ item, seen }: Pair, at: Pointer, { resource }: World): boolean {
  if (!isObject(item) || !isObject(seen)) return false
  const secrets = new Set(secretPointers(resource))
  return Object.entries(item).every(([name, value]) => {
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    const isHidden = secrets.has(`${at}/*/${name}`) || isHiddenSecret(name, value, seen[name])
    return !isPlain || isHidden || !Object.hasOwn(seen, name) || isSameValue(value, seen[name])
  })
}

interface Seen {
  readonly one: Readonly<Record<string, unknown>>
  readonly at: Pointer
  readonly beside: {
    /** The other defaults that the item was sent without. */
    readonly others: readonly ItemDefault[]
    /** True where another item shows the property. */
    readonly isShownElsewhere: boolean
  }
}

function problemOf(
  { name, value, isProse }: ItemDefault,
  { one, at, beside: { others, isShownElsewhere } }: Seen,
  { resource }: World,
): readonly Problem[] {
  const shown = one[name]
  const isMissing = !isThere(shown)
  if (isSame(value, shown)) return []
  const areOthersShown = others.some((other) => !isEmptyValue(other.value) && isSame(other.value, one[other.name]))
  // A server may leave out what is empty, and what is a default.
  if (isMissing && (isEmptyValue(value) || !isShownElsewhere || !areOthersShown)) return []
  return [
    {
      signature: isMissing ? 'default-missing' : 'value-differs',
      message: `expected the default ${short(value)} at ${at}, got ${isMissing ? 'no value' : short(shown)}`,
      at: `body#${resource.wrap?.value.answer ?? ''}${at}`,
      expected: value,
      actual: isMissing ? 'nothing' : shown,
      ...shouldUnless(isProse && !isMissing),
    },
  ]
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}

function isSame(value: unknown, shown: unknown): boolean {
  return isDeepStrictEqual(value, shown) || isSameValue(value, shown) || isAlike(value, shown)
}
