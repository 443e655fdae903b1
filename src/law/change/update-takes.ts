import type { Pointer, UpdateFacts } from '../../resource/model.ts'
import { memberSchema } from '../world/optional-properties.ts'
import { schemaAt } from '../body/schema-at.ts'
import type { World } from '../world/world.ts'

/** True if the document has a property in the body of an update: a server may ignore any other. */
export function updateTakes(facts: UpdateFacts, pointer: Pointer, world: World): boolean {
  const schema = memberSchema(facts, world)
  return schema['properties'] === undefined || schemaAt(schema, pointer, world.document.schemas) !== undefined
}
