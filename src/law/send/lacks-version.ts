import type { Resource } from '../../resource/model.ts'
import { requiresVersion, takesVersion } from './version-parts.ts'
import type { Asked } from './ask.ts'
import type { Answer } from '../session/exchange.ts'

/**
 * True for an answer that can mean that a write lacks its version: 428 (RFC 6585, section 3), 412, or the status of the contract. A write
 * without preconditions cannot get 412 otherwise. If the document requires the version, a server may also refuse such a write with 400.
 */
export function lacksVersion({ status }: Answer, { operation }: Asked, resource: Resource): boolean {
  const { version } = resource
  if (status === 428 || status === 412 || status === version?.value.missing) return true
  if (version?.value.parameter !== undefined && takesVersion(operation, resource) && status === version.value.stale)
    return true
  return status === 400 && requiresVersion(operation, resource)
}
