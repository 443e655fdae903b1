import { parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { isImmutable } from '../body/is-immutable.ts'
import { placesIn } from '../body/places-in.ts'
import { type StatedDefault, statedDefault } from '../body/stated-default.ts'
import { placesApart } from './places-apart.ts'
import { type BodyFacts, memberSchema } from './optional-properties.ts'
import type { World } from './world.ts'

/** A property that a body may leave out, and its default. */
export interface DefaultPlace extends StatedDefault {
  readonly at: Pointer
  /** True where the property stands within an object that the body may leave out. */
  readonly isWithinOptional: boolean
  /** True where the document says that an update leaves the value. */
  readonly isKept: boolean
}

/** The defaults of the member of a body, at its top and within its objects. Keys, secrets and what the server sets are not among them. */
export function defaultsWithin(body: BodyFacts, world: World): readonly DefaultPlace[] {
  const apart = placesApart(world.resource)
  const places = placesIn(memberSchema(body, world), world.document.schemas, ({ at, schema }) =>
    apart.has(at) || schema['readOnly'] === true ? 'none' : 'all',
  )
  const optional = places.filter(({ isOptional }) => isOptional).map(({ at }) => at)
  return places.flatMap(({ at, schema, isOptional }) => {
    const stated = statedDefault(schema)
    if (!isOptional || stated === undefined) return []
    const isWithinOptional = optional.some((other) => at.startsWith(`${other}/`))
    return [
      {
        at,
        ...stated,
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
