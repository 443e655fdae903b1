import type { Resource } from '../resource/model.ts'
import type { Asked } from './ask.ts'
import type { Answer } from './exchange.ts'

/**
 * True for an answer that can mean that a write lacks its version. A write without a version is answered 428 (RFC 6585, section 3), or as the contract says. Where the document requires If-Match, a
 * server may refuse a request that lacks it with 400 or 412.
 */
export function lacksVersion({ status }: Answer, { operation }: Asked, { version }: Resource): boolean {
  if (status === 428 || status === version?.value.missing) return true
  const isRequired = operation.parameters.some(
    ({ name, in: place, required: wanted }) => wanted && place === 'header' && name.toLowerCase() === 'if-match',
  )
  return isRequired && (status === 400 || status === 412)
}
