import { objectOf } from '../../json/list-of.ts'
import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { placesIn } from '../body/places-in.ts'
import { isMergePatch } from '../world/facts.ts'
import { isMap } from '../world/properties-within.ts'
import type { World } from '../world/world.ts'

/** The member before an update, and the update. */
interface Merging {
  readonly sent: unknown
  readonly facts: UpdateFacts
  /** The schema of the member in the body of the update. */
  readonly schema: DocumentSchema
  readonly isValid: (member: unknown) => boolean
}

/**
 * The changed member with the keys of the sent one in each map of a bounded size that the update merges. With keys of its own, each of several
 * updates would add entries, until the map has more than it may. A map that was not sent takes one entry.
 */
export function withMapKeys(
  changed: Readonly<Record<string, unknown>>,
  { sent, facts, schema, isValid }: Merging,
  { document: { schemas } }: World,
): Readonly<Record<string, unknown>> {
  const merges = (own: Readonly<Record<string, unknown>>): boolean => isMergePatch(facts) || own['x-merged'] === true
  const maps = placesIn(schema, schemas, (place) => (isMap(place.schema) ? 'alone' : 'all')).filter(
    (place) => isMap(place.schema) && place.schema['maxProperties'] !== undefined && merges(place.schema),
  )
  return maps.reduce<Readonly<Record<string, unknown>>>((whole, { at }) => {
    const map = valueAt(whole, at)
    if (!isObject(map)) return whole
    const keys = Object.keys(objectOf(valueAt(sent, at)))
    const values = Object.values(map)
    const entries =
      keys.length === 0
        ? Object.entries(map).slice(0, 1)
        : keys.flatMap((key, index) => entryOf(key, values[index % values.length]))
    const next = withValueAt(whole, at, Object.fromEntries(entries)) as Readonly<Record<string, unknown>>
    return isValid(next) ? next : whole
  }, changed)
}

function entryOf(key: string, value: unknown): readonly (readonly [string, unknown])[] {
  return value === undefined ? [] : [[key, value]]
}
