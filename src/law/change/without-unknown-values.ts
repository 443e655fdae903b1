import type { ApiDocument, ApiOperation, DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import { schemaAt } from '../body/schema-at.ts'
import { without } from '../body/without.ts'

/** The parts that tell which properties a member has. */
export interface Telling {
  readonly resource: Resource
  readonly document: ApiDocument
  readonly operation: (id: string) => ApiOperation
  readonly isValid: (member: unknown) => boolean
}

/**
 * The update without optional properties that neither a create nor a read of the member has, such as `new_name`: what they change, and where it
 * shows, is not known.
 */
export function withoutUnknownValues(
  update: Readonly<Record<string, unknown>>,
  { resource, document, operation, isValid }: Telling,
): Readonly<Record<string, unknown>> {
  const { create, read, wrap } = resource
  if (create === undefined || read === undefined) return update
  const taken = contentOf(operation(create.operation))?.schema
  const shown = schemaOfSuccess(operation(read.operation))
  const names = [
    propertiesAt(taken, wrap?.value.request, document.schemas),
    propertiesAt(shown, wrap?.value.answer, document.schemas),
  ]
  if (names.some((one) => one.length === 0)) return update
  const unknown = Object.keys(update).filter((name) => !names.flat().includes(name))
  return unknown.reduce((kept, name) => {
    const less = without(kept, [name])
    return isValid(less) ? less : kept
  }, update)
}

/** The names of the properties that a schema declares, in all its alternatives. */
function propertiesAt(
  whole: DocumentSchema | undefined,
  wrap: string | undefined,
  schemas: ApiDocument['schemas'],
): readonly string[] {
  const schema = whole === undefined ? undefined : schemaAt(whole, wrap ?? '', schemas)
  if (schema === undefined) return []
  return [schema, ...alternativesOf(schema, schemas)].flatMap((one) => {
    const { properties } = flatten(one, schemas)
    return isObject(properties) ? Object.keys(properties) : []
  })
}
