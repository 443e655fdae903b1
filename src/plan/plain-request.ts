import type { PlannedRequest } from './planned-case.ts'

/** A request that is nothing but its operation, by the owner. */
export function plain(request: Pick<PlannedRequest, 'operation' | 'key'>): PlannedRequest {
  return { ...request, as: 'owner', query: {}, headers: {} }
}
