import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { operationWithId } from '../body/paths.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from './compare-member.ts'

/** A resource, and the document that declares it. */
interface Declared {
  readonly resource: Resource
  readonly document: ApiDocument
}

/** The schema of the member in the answer to a read. Undefined where the document states none. */
export function answerSchema({ resource, document }: Declared): DocumentSchema | undefined {
  const { read, wrap } = resource
  const whole = read === undefined ? undefined : schemaOfSuccess(operationWithId(document, read.operation))
  return whole === undefined ? undefined : schemaAt(whole, wrap?.value.answer ?? '', document.schemas)
}
