import type { ApiDocument, ApiOperation } from './api-document.ts'

/** The operation with an id. Undefined where the document has none, or the id is undefined. */
export function findOperation(
  { operations }: Pick<ApiDocument, 'operations'>,
  id: string | undefined,
): ApiOperation | undefined {
  return operations.find((one) => one.id === id)
}
