import type { TargetRequest } from '../target.ts'

export function hasHeader({ headers }: TargetRequest, name: string): boolean {
  const wanted = name.toLowerCase()
  return headers.some(([header]) => header.toLowerCase() === wanted)
}

/** The request with these credentials, unless it already has credentials. */
export function authorizedWith(request: TargetRequest, authorization: string): TargetRequest {
  return { ...request, headers: [...request.headers, ['Authorization', authorization]] }
}
