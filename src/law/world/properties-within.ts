import type { DocumentSchema } from '../../document/api-document.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten } from '../body/plausible-value.ts'
import { isSecretName } from '../compare/secret-name.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { type BodyFacts, memberSchema } from './optional-properties.ts'
import type { World } from './world.ts'

/** A property of a member, or of an object within it. */
export interface InnerProperty {
  readonly at: Pointer
  /** The flattened schema of the property. */
  readonly schema: Readonly<Record<string, unknown>>
  /** True where the object may lack the property. */
  readonly isOptional: boolean
}

/** The most objects around a property that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 2

/** The properties that the objects within the member of a body have, without those that `propertiesOf` leaves out. */
export function propertiesWithin(body: BodyFacts, world: World): readonly InnerProperty[] {
  return propertiesOf(body, world).filter(({ at }) => parsePointer(at).length > 1)
}

/** The maps of the member of a body, at its top and within its objects. */
export function mapsOf(body: BodyFacts, world: World): readonly InnerProperty[] {
  return propertiesOf(body, world).filter(({ schema }) => isMap(schema))
}

/** True for the flattened schema of an object with entries under any name. */
export function isMap({ properties, additionalProperties }: InnerProperty['schema']): boolean {
  return isObject(additionalProperties) && Object.keys(objectOf(properties)).length === 0
}

/**
 * The properties of the member of a body and those of the objects within it, but for those that the server sets, keys, secrets and what an
 * update keeps or merges. Those of items of lists are not among them.
 */
export function propertiesOf(body: BodyFacts, world: World): readonly InnerProperty[] {
  const { server, key } = world.resource
  const apart = new Set([...server, ...secretPointers(world.resource), ...Object.values(key.address?.value ?? {})])
  const { schemas } = world.document
  const within = (schema: InnerProperty['schema'], above: readonly string[]): readonly InnerProperty[] => {
    const needed = new Set(listOf(schema['required']))
    return Object.entries(objectOf(schema['properties'])).flatMap(([name, property]) => {
      const own = flatten(property as DocumentSchema, schemas)
      const tokens = [...above, name]
      const at = formatPointer(tokens)
      const isLeft = own['x-kept'] === true || own['x-merged'] === true || own['readOnly'] === true
      if (apart.has(at) || isSecretName(name) || isLeft) return []
      const inner = tokens.length > DEEPEST ? [] : within(own, tokens)
      return [{ at, schema: own, isOptional: !needed.has(name) }, ...inner]
    })
  }
  return within(memberSchema(body, world), [])
}
