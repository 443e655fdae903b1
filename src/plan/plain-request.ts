import type { PlannedRequest } from './planned-case.ts'

/** A request of the owner without query, body and additional headers. */
export function plain(request: Pick<PlannedRequest, 'operation' | 'key'>): PlannedRequest {
  return { ...request, as: 'owner', query: {}, headers: {} }
}
