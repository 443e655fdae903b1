import { objectOf } from '../../json/list-of.ts'
import { isObject, parsePointer } from '../../json/pointer.ts'
import { placesIn, type PropertyPlace } from '../body/places-in.ts'
import { isSecretName } from '../compare/secret-name.ts'
import { placesApart } from './places-apart.ts'
import { type BodyFacts, memberSchema } from './optional-properties.ts'
import type { World } from './world.ts'

/** The properties that the objects within the member of a body have, without those that `propertiesOf` leaves out. */
export function propertiesWithin(body: BodyFacts, world: World): readonly PropertyPlace[] {
  return propertiesOf(body, world).filter(({ at }) => parsePointer(at).length > 1)
}

/** The maps of the member of a body, at its top and within its objects. */
export function mapsOf(body: BodyFacts, world: World): readonly PropertyPlace[] {
  return propertiesOf(body, world).filter(({ schema }) => isMap(schema))
}

/** True for the flattened schema of an object with entries under any name. */
export function isMap({ properties, additionalProperties }: PropertyPlace['schema']): boolean {
  return isObject(additionalProperties) && Object.keys(objectOf(properties)).length === 0
}

/**
 * The properties of the member of a body and those of the objects within it. Left out are those that the server sets, keys, secrets and
 * what an update keeps or merges. Those of items of lists are not among them.
 */
export function propertiesOf(body: BodyFacts, world: World): readonly PropertyPlace[] {
  const apart = placesApart(world.resource)
  return placesIn(memberSchema(body, world), world.document.schemas, ({ at, schema }) => {
    const isKept = schema['x-kept'] === true || schema['x-create-only'] === true
    const isLeft = isKept || schema['x-merged'] === true || schema['readOnly'] === true
    return apart.has(at) || isLeft || isSecretName(parsePointer(at).at(-1) ?? '') ? 'none' : 'all'
  })
}
