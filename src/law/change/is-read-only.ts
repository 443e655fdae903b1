import type { DocumentSchema } from '../../document/api-document.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { schemaAt } from '../body/schema-at.ts'
import { flatten } from '../body/plausible-value.ts'
import type { World } from '../world/world.ts'

/** The schema of the member in the answer to a read. Undefined where the document states none. */
export function answerSchema({ resource, ...world }: World): DocumentSchema | undefined {
  const whole = schemaOfSuccess(world.operation(resource.read?.operation ?? ''))
  const inner = resource.wrap?.value.answer
  return whole === undefined || inner === undefined ? whole : schemaAt(whole, inner, world.document.schemas)
}

/** True where the document says so of a property, and does not only leave it out of requests. */
export function isReadOnly(pointer: string, world: World): boolean {
  const schema = answerSchema(world)
  const own = schema === undefined ? undefined : schemaAt(schema, pointer, world.document.schemas)
  return own !== undefined && flatten(own, world.document.schemas)['readOnly'] === true
}
