import type { Resource } from '../../resource/model.ts'
import { makingsOf } from './makings-of.ts'
import type { Learned } from './learned.ts'

/** The resource with the place of its key in a member, where the document has none and the answers of the target have told it. */
export function withKnownKey(resource: Resource, learned: Learned): Resource {
  const { key } = makingsOf(resource, learned)
  return key === undefined || hasPlace(resource) ? resource : { ...resource, key: { ...resource.key, ...key } }
}

/** True where the contract says where a member shows its key. */
export function hasPlace({ key }: Pick<Resource, 'key'>): boolean {
  return key.address !== undefined || key.link !== undefined
}
