import { requiresIfMatch } from '../../resource/infer/infer-version.ts'
import type { Resource } from '../../resource/model.ts'
import type { Asked } from './ask.ts'
import type { Answer } from '../session/exchange.ts'

/**
 * True for an answer that can mean that a write lacks its version: 428 (RFC 6585, section 3), 412, or the status of the contract. A write
 * without preconditions cannot get 412 otherwise. If the document requires If-Match, a server may also refuse such a write with 400.
 */
export function lacksVersion({ status }: Answer, { operation }: Asked, { version }: Resource): boolean {
  if (status === 428 || status === 412 || status === version?.value.missing) return true
  return requiresIfMatch(operation) && status === 400
}
