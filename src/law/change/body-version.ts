import { listOf } from '../../json/list-of.ts'
import { formatPointer } from '../../json/pointer.ts'
import type { Pointer, UpdateFacts } from '../../resource/model.ts'
import { operationWithId } from '../body/paths.ts'
import { versionsIn } from '../compare/version-name.ts'
import { memberSchema } from '../world/optional-properties.ts'
import type { World } from '../world/world.ts'

/** The property of an update that has the name of a version. */
export interface BodyVersion {
  readonly at: Pointer
  /** True where the document says that a stale one is refused. */
  readonly isStated: boolean
}

/** The version in the body of an update. Undefined where its schema has none. */
export function bodyVersionOf(
  facts: UpdateFacts,
  { resource, document }: Pick<World, 'resource' | 'document'>,
): BodyVersion | undefined {
  const operation = (id: string) => operationWithId(document, id)
  const schema = memberSchema(facts, { resource, document, operation })
  const [version] = versionsIn(schema, document.schemas)
  if (version === undefined) return undefined
  const { responses } = operation(facts.operation)
  const isDocumented = Object.hasOwn(responses, '409') || Object.hasOwn(responses, '412')
  const isNeeded = listOf(schema['required']).some((name) => version.at === formatPointer([String(name)]))
  return { at: version.at, isStated: version.schema['x-stale-refused'] === true || (isDocumented && isNeeded) }
}
