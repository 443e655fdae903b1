import { NotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'

/**
 * Demands that the owner has credentials: without them, each request is one without credentials.
 * @throws NotVerified where none are configured.
 */
export function demandOwner(world: World): void {
  if (!world.isKnown('owner'))
    throw new NotVerified('no credentials are configured, so nothing tells the owner from others')
}
