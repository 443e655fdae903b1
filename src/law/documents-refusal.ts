import type { ApiOperation } from '../document/api-document.ts'

/** True if the document states a refusal of invalid requests: 400, 422 or 4XX. Documents that frameworks generate often state none. */
export function documentsRefusal({ responses }: Pick<ApiOperation, 'responses'>): boolean {
  return ['400', '422', '4XX'].some((status) => Object.hasOwn(responses, status))
}
