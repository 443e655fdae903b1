import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { operationWithId } from './paths.ts'
import { contentOf } from './request-body.ts'
import { schemaAt } from './schema-at.ts'

/** A resource, and the document that declares it. */
interface Declared {
  readonly resource: Resource
  readonly document: ApiDocument
}

/** The schema of the body of a create. Any body is valid where the document states none. */
export function createSchema({ resource: { create }, document }: Declared): DocumentSchema {
  const content = create === undefined ? undefined : contentOf(operationWithId(document, create.operation))
  return content?.schema ?? true
}

/** The schema of the member in the body of a create, or of a property of the member. Undefined where the document states none. */
export function createdSchemaAt(declared: Declared, pointer: Pointer = ''): DocumentSchema | undefined {
  const { resource, document } = declared
  return schemaAt(createSchema(declared), `${resource.wrap?.value.request ?? ''}${pointer}`, document.schemas)
}
