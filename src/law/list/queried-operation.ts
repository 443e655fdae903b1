import type { ApiOperation } from '../../document/api-document.ts'
import type { World } from '../world/world.ts'

/** An operation whose query parameters are held to the document. */
export interface Queried {
  readonly operation: ApiOperation
  /** The request in words. */
  readonly what: 'a list' | 'a read'
}

/** The list of a resource, or the read of what stands once. */
export function queriedOperation({ resource: { list, read }, operation }: World): Queried {
  return list === undefined
    ? { operation: operation(read?.operation ?? ''), what: 'a read' }
    : { operation: operation(list.operation), what: 'a list' }
}
