import type { Pointer } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import type { World } from '../world/world.ts'

/** The listed values of a property of a shown member, which may have an order of their own. Undefined for a property that lists none. */
export function listedAt(place: Pointer, world: World): readonly unknown[] | undefined {
  const { schemas } = world.document
  const { enum: listed } = flatten(schemaAt(answerSchema(world) ?? true, place, schemas) ?? true, schemas)
  return Array.isArray(listed) ? listed : undefined
}
