import { allEnded } from '../../../send/all-ended.ts'
import type { World } from '../../world/world.ts'

/** Opens connections by reads of a member at once. Without open ones, requests at the same moment arrive one after another. */
export async function openConnections(
  count: number,
  member: Parameters<World['read']>[0],
  { read }: Pick<World, 'read'>,
): Promise<void> {
  await allEnded(Array.from({ length: count }, () => () => read(member)))
}
