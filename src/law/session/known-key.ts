import type { Resource } from '../../resource/model.ts'
import { makingsOf } from './makings-of.ts'
import type { Learned } from './learned.ts'

/** The resource with the place of its key in a member, where the document has none, or a guess, and the answers of the target have told it. */
export function withKnownKey(resource: Resource, learned: Learned): Resource {
  const { key } = makingsOf(resource, learned)
  if (key === undefined || (hasPlace(resource) && !isGuessed(resource))) return resource
  const { address: _guess, ...rest } = resource.key
  return { ...resource, key: { ...rest, ...key } }
}

/** True where the contract says where a member shows its key. */
export function hasPlace({ key }: Pick<Resource, 'key'>): boolean {
  return key.address !== undefined || key.link !== undefined
}

/** True where the place of the key is a guess. */
export function isGuessed({ key }: Pick<Resource, 'key'>): boolean {
  return key.address?.certainty === 'guess'
}
