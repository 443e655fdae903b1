import { allEnded } from '../../send/all-ended.ts'
import type { LawSession } from '../session/session.ts'
import type { World } from './world.ts'

/** The time for which opened connections are taken to be open, in milliseconds. A server closes idle ones after some seconds. */
const OPEN_FOR = 2_000

/** Opens connections by reads of a member at once. Without open ones, requests at the same moment arrive one after another. */
export async function openConnections(
  count: number,
  member: Parameters<World['read']>[0],
  { read, session: { traffic, connection } }: Pick<World, 'read'> & { readonly session: LawSession },
): Promise<void> {
  const { opened } = traffic
  if (opened.count >= count && connection.clock.now() - opened.at < OPEN_FOR) return
  await allEnded(Array.from({ length: count }, () => () => read(member)))
  Object.assign(opened, { count, at: connection.clock.now() })
}
