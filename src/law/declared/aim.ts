import { type Member, pathOf, unmadeMember } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { unknownKey } from '../key/unknown-key.ts'
import { type Addressed, sourcesOf } from './addressed.ts'
import type { DeclaredSend } from '../world/declared-case.ts'
import type { Play } from './play.ts'
import { asText } from './step-body.ts'

/** The destination of a request: the values of its path, and what they stand for. */
export interface Aim {
  /** Undefined for a key that only the body of a create makes. */
  readonly path: readonly (string | undefined)[]
  readonly parent: Member | undefined
  /** A member that was never there, for a request about one. */
  readonly unknown: Member | undefined
}

/** Returns the destination of a request of a case. Sends requests if a member above, or the form of a key, is not known yet. */
export async function aimOf(
  { of, key = {} }: DeclaredSend,
  { to, known }: { readonly to: Addressed; readonly known: Member | undefined },
  play: Play,
): Promise<Aim> {
  const unknown = of === 'unknown' ? await unknownMember(play) : undefined
  const member = known ?? unknown
  const sources = sourcesOf(to, member?.resource, play)
  const needsPlace = sources.some(({ name, source }) => source?.from === 'place' && !Object.hasOwn(key, name))
  const place = needsPlace ? await play.world.above() : undefined
  const path = sources.map(({ name, source }) => {
    if (Object.hasOwn(key, name)) return asText(key[name], play)
    if (source === undefined) return undefined
    return source.from === 'member' && member !== undefined ? pathOf(member)[source.index] : place?.above[source.index]
  })
  const isAbove = member !== undefined && to.owner !== member.resource
  return { path, parent: isAbove ? member : (member?.parent ?? place?.parent), unknown }
}

async function unknownMember({ world, resource }: Play): Promise<Member> {
  const { parent, above } = await world.above()
  const { own, isFree } = unknownKey((await world.some()).own, world)
  if (!isFree) throw new NotVerified('each key that the document allows may be that of a member')
  return unmadeMember({ resource, parent, above, own })
}
