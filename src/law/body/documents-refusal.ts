import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { operationWithId } from './paths.ts'

/** True if the document states a refusal of invalid requests: 400, 422 or 4XX. Documents that frameworks generate often state none. */
export function documentsRefusal({ responses }: Pick<ApiOperation, 'responses'>): boolean {
  return ['400', '422', '4XX'].some((status) => Object.hasOwn(responses, status))
}

/** True if the document states such a refusal at one write of a resource. Then the others refuse too, though the document leaves it out. */
export function documentsRefusedWrites(
  { create, updates }: Pick<Resource, 'create' | 'updates'>,
  document: ApiDocument,
): boolean {
  return [...(create === undefined ? [] : [create]), ...updates].some(({ operation }) =>
    documentsRefusal(operationWithId(document, operation)),
  )
}
