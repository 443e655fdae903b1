import type { Resource } from './model.ts'

/**
 * True for an action, such as `POST /orders/{orderId}/ship`: a write without a key whose effect nothing reads, lists or deletes by a path of
 * its own.
 */
export function isAction({ key, create, read, list, delete: removal, singleton }: Resource): boolean {
  const isSeen = read !== undefined || list !== undefined || removal !== undefined || singleton === true
  return create !== undefined && !isSeen && key.parameters.length === 0
}
