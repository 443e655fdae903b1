import { formatPointer, isObject } from '../../json/pointer.ts'
import type { CreateRequest } from '../world/create-request.ts'
import { withMember } from '../body/wrapped-member.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { ownParameters, parametersIn } from '../body/paths.ts'
import type { World } from '../world/world.ts'
import { isWord } from '../body/words.ts'

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
  const keys = new Set(ownParameters(resource).map(({ pointer }) => pointer))
  // A reference to a member that is not there is refused for a good reason.
  const refers = new Set(Object.keys(resource.refers))
  const isFree = (name: string): boolean => !keys.has(`/${name}`) && !refers.has(formatPointer([name]))
  if (!isObject(first.sent) || (!isInPath && keys.has(undefined)))
    throw new NotVerified('the contract does not say where the body names a member')
  const entries = Object.entries(first.sent).map(([name, value]): [string, unknown] => [
    name,
    isWord(value) && isFree(name) ? world.word() : value,
  ])
  const body = withMember(other.body, Object.fromEntries(entries), resource)
  return { ...other, body, ...(isInPath ? { own: first.own } : {}) }
}
