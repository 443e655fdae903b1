import type { ApiOperation, ApiResponse } from '../../document/api-document.ts'

/** The response that an operation documents for a status, and how closely: by the status, its class, or `default`. */
export function documentedResponse(
  { responses }: Pick<ApiOperation, 'responses'>,
  status: number,
): { readonly response: ApiResponse; readonly by: 'status' | 'class' | 'default' } | undefined {
  const exact = responses[String(status)]
  if (exact !== undefined) return { response: exact, by: 'status' }
  const ofClass = responses[`${Math.trunc(status / 100)}XX`]
  if (ofClass !== undefined) return { response: ofClass, by: 'class' }
  const otherwise = responses['default']
  return otherwise === undefined ? undefined : { response: otherwise, by: 'default' }
}
