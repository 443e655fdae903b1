import type { DocumentSchema } from '../../document/api-document.ts'
import { flatten } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import type { World } from '../world/world.ts'

/** The schema of a member in the list. */
export function itemSchema({
  resource,
  document: { schemas },
  operation,
}: Pick<World, 'resource' | 'document' | 'operation'>): DocumentSchema {
  const whole = schemaOfSuccess(operation(resource.list?.operation ?? ''))
  const items = flatten(schemaAt(whole ?? true, resource.list?.items?.value ?? '', schemas) ?? true, schemas)['items']
  return (items ?? true) as DocumentSchema
}
