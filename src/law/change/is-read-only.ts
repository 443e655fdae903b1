import { formatPointer, parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { flatten } from '../body/flatten-schema.ts'
import type { World } from '../world/world.ts'

/** True where the document says so of a property, or of an object around it, and does not only leave it out of requests. */
export function isReadOnly(pointer: Pointer, world: World): boolean {
  const schema = answerSchema(world)
  if (schema === undefined) return false
  const { schemas } = world.document
  const tokens = parsePointer(pointer)
  return tokens.some((_, index) => {
    const own = schemaAt(schema, formatPointer(tokens.slice(0, index + 1)), schemas)
    return own !== undefined && flatten(own, schemas)['readOnly'] === true
  })
}
