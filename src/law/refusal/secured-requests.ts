import type { ApiOperation } from '../../document/api-document.ts'
import type { Asked } from '../send/ask.ts'
import { changedMember } from '../change/changed-member.ts'
import { bodiesOf, withMember } from '../body/wrapped-member.ts'
import { changesFor } from '../send/json-patch.ts'
import { type Member, pathOf } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { takesChanges } from '../../resource/takes-changes.ts'

/** A request that needs credentials, and whether it would write. */
export interface SecuredRequest {
  readonly asked: Asked
  readonly writes: boolean
}

/** True if the document asks for credentials at each alternative. */
export function needsCredentials({ security }: Pick<ApiOperation, 'security'>): boolean {
  return security.length > 0 && security.every((one) => Object.keys(one).length > 0)
}

/**
 * A valid request of each operation of a resource that needs credentials, deletes last. Creates are not among them: they are sent under
 * the ledger. A request that writes is at a member of the run.
 */
export function securedRequests(member: Member, world: World): readonly SecuredRequest[] {
  const { resource } = world
  const { list, read, updates, delete: removal } = resource
  const isOwn = member.claim !== undefined
  const requests: (SecuredRequest | undefined)[] = [
    read === undefined ? undefined : plain(read.operation, pathOf(member), world),
    list === undefined ? undefined : plain(list.operation, member.above, world),
    ...(isOwn
      ? updates.map((facts): SecuredRequest | undefined => {
          const sent = changedMember({ member, facts, variant: 8 }, world)
          const operation = world.operation(facts.operation)
          if (sent === undefined) return undefined
          const isPatch = takesChanges(facts)
          const value = isPatch ? changesFor(facts, sent) : withMember(undefined, sent, bodiesOf(resource, facts))
          const body = { value, media: facts.media }
          return { asked: { operation, path: pathOf(member), body }, writes: true }
        })
      : []),
    removal === undefined || !isOwn ? undefined : { ...plain(removal.operation, pathOf(member), world), writes: true },
  ]
  return requests.filter((one) => one !== undefined).filter(({ asked }) => needsCredentials(asked.operation))
}

function plain(id: string, path: readonly string[], world: World): SecuredRequest {
  return { asked: { operation: world.operation(id), path }, writes: false }
}
