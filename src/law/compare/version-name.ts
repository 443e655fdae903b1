import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { isHolder } from '../../resource/shape/is-holder.ts'
import { plainName } from '../../words/words.ts'
import { placesIn, type PropertyPlace } from '../body/places-in.ts'
import { typeOf } from '../body/flatten-schema.ts'

/**
 * True for a property by which a server tells the versions of a member apart. Examples: `version`, `_rev` and `resourceVersion`. A writer
 * sends the one that was read, and each write changes it.
 */
export function isVersionName(name: string, isNumber: boolean): boolean {
  const plain = plainName(name)
  if (/^(?:etag|odataetag|resourceversion|rowversion|lockversion|objectversion|optlock)$/.test(plain)) return true
  return (isNumber || name.startsWith('_')) && /^(?:version|revision|rev)$/.test(plain)
}

/**
 * The properties of a schema that are named like a version: those at its top, then those within an object such as `metadata`.
 * @param isCount true for the schema of a property that counts as a version under a name such as `revision` too; default: for integers
 */
export function versionsIn(
  schema: DocumentSchema,
  schemas: ApiDocument['schemas'],
  isCount: (own: PropertyPlace['schema']) => boolean = (own) => typeOf(own) === 'integer',
): readonly PropertyPlace[] {
  const places = placesIn(schema, schemas, ({ at }) => {
    const [name = '', ...inner] = parsePointer(at)
    return inner.length === 0 && isHolder(name) ? 'all' : 'alone'
  })
  return places
    .filter(({ at, schema: own }) => isVersionName(parsePointer(at).at(-1) ?? '', isCount(own)))
    .toSorted((one, other) => parsePointer(one.at).length - parsePointer(other.at).length)
}

/** The places in a value that are named like a version: at its top, and within an object such as `metadata`. */
export function versionsOf(value: unknown): readonly Pointer[] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, own]) => {
    if (isObject(own) && isHolder(name)) return Object.keys(own).flatMap((one) => named(one, own[one], [name]))
    return named(name, own, [])
  })
}

function named(name: string, value: unknown, above: readonly string[]): readonly Pointer[] {
  return isVersionName(name, typeof value === 'number') ? [formatPointer([...above, name])] : []
}
