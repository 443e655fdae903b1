import type { Resource } from '../../resource/model.ts'
import { unknownKey } from '../key/unknown-key.ts'
import { keysNamedBy, withKeysOfOthers } from '../world/keys-of-others.ts'
import type { World } from '../world/world.ts'

/** A property that names a member, and the resource of that member. */
export interface ReferenceAt {
  readonly pointer: string
  readonly to: Resource
}

interface Naming {
  readonly world: World
  readonly isValid: (member: unknown) => boolean
}

/** The member with a key that no member has at a place. Undefined for a member that names none there. */
export function withUnknownReference(
  member: unknown,
  { pointer, to }: ReferenceAt,
  { world, isValid }: Naming,
): unknown {
  const [known] = keysNamedBy(member, world.resource).get(pointer) ?? []
  if (typeof known !== 'string' && typeof known !== 'number') return undefined
  const text = String(known)
  // A path names a member by its last segment.
  const above = to.key.link === undefined ? '' : text.slice(0, text.lastIndexOf('/') + 1)
  const { own, isFree } = unknownKey([text.slice(above.length)], { ...world, resource: to })
  const key = typeof known === 'number' ? Number(own[0]) : `${above}${own[0]}`
  const wrong = withKeysOfOthers(member, { keys: new Map([[pointer, [key]]]), isValid })
  return isFree && keysNamedBy(wrong, world.resource).get(pointer)?.[0] === key ? wrong : undefined
}
