import { isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { CreateRequest } from '../world/create-request.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { ownParameters, parametersIn } from '../body/paths.ts'
import type { World } from '../world/world.ts'
import { withOtherWords } from '../world/with-other-words.ts'

/**
 * A body for another create under the key of a member that was created: what was sent, with other words in its free texts.
 * @throws NotVerified where no place of the body or of the path names the member.
 */
export async function sameKeyBody(first: Member, world: World): Promise<CreateRequest> {
  const { resource } = world
  const { path } = world.operation(resource.create?.operation ?? '')
  const isInPath = parametersIn(path).length > first.above.length
  const isWhole = isInPath && resource.wrap?.value.request === undefined
  // With few keys, none may be free for another body.
  const other: CreateRequest = isWhole
    ? { resource, parent: first.parent, above: first.above, body: undefined }
    : await world.body({ parent: first.parent })
  if (isWhole && first.sent === undefined) return { ...other, own: first.own }
  const keys = ownParameters(resource).map(({ pointer }) => pointer)
  if (!isObject(first.sent) || (!isInPath && keys.includes(undefined)))
    throw new NotVerified('the contract does not say where the body names a member')
  const same = withOtherWords(withMember(other.body, first.sent, resource), world)
  const member = keys.reduce(
    (whole: unknown, at) => (at === undefined ? whole : withValueAt(whole, at, valueAt(first.sent, at))),
    memberIn(same, resource),
  )
  const body = withMember(same, member, resource)
  return { ...other, body, ...(isInPath ? { own: first.own } : {}) }
}
