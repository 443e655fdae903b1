import { parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { isImmutable } from '../body/is-immutable.ts'
import { placesIn } from '../body/places-in.ts'
import { secretPointers } from '../send/secrets-of.ts'
import { type BodyFacts, memberSchema } from './optional-properties.ts'
import type { World } from './world.ts'

/** A property that a body may leave out, and its default. */
export interface DefaultPlace {
  readonly at: Pointer
  readonly value: unknown
  /** True where a description says it: a `default` is an annotation, and says less. */
  readonly isProse: boolean
  /** True where the property stands within an object that the body may leave out. */
  readonly isWithinOptional: boolean
  /** True where the document says that an update leaves the value. */
  readonly isKept: boolean
}

/** The defaults of the member of a body, at its top and within its objects. Keys, secrets and what the server sets are not among them. */
export function defaultsWithin(body: BodyFacts, world: World): readonly DefaultPlace[] {
  const { server, key } = world.resource
  const apart = new Set([...server, ...secretPointers(world.resource), ...Object.values(key.address?.value ?? {})])
  const places = placesIn(memberSchema(body, world), world.document.schemas, ({ at, schema }) =>
    apart.has(at) || schema['readOnly'] === true ? 'none' : 'all',
  )
  const optional = places.filter(({ isOptional }) => isOptional).map(({ at }) => at)
  return places.flatMap(({ at, schema, isOptional }) => {
    const isProse = !('default' in schema) && 'x-default' in schema
    if (!isOptional || (!isProse && !('default' in schema))) return []
    const isWithinOptional = optional.some((other) => at.startsWith(`${other}/`))
    return [
      {
        at,
        value: schema[isProse ? 'x-default' : 'default'],
        isProse,
        isWithinOptional,
        isKept: schema['x-kept'] === true || isImmutable(schema),
      },
    ]
  })
}

/** True for a property at the top of the member. */
export function isAtTop({ at }: Pick<DefaultPlace, 'at'>): boolean {
  return parsePointer(at).length === 1
}
