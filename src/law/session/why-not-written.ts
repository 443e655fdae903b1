import { isAction } from '../../resource/is-action.ts'
import type { Model, Resource } from '../../resource/model.ts'
import { standsWithParent } from '../../resource/stands-with-parent.ts'
import { parentOf } from '../body/paths.ts'
import type { LawSession } from './session.ts'

/** The reason why the run creates no member of a resource, or leaves what is there from the start unchanged. */
export function whyNotWritten(
  resource: Resource,
  { mayWrite, mayLeave, model }: Pick<LawSession, 'mayWrite' | 'mayLeave' | 'model'>,
): string | undefined {
  if (!mayWrite(resource.name)) return notAllowed(resource)
  if (resource.singleton === true)
    return resource.updates.length === 0 ? 'the contract does not say how it is written' : undefined
  if (standsWithParent(resource, model)) return undefined
  if (resource.create === undefined) return 'the contract does not say how a member is created'
  const stays = stayForever(resource, model)
  if (stays && isAction(resource) && !mayLeave(resource.name))
    return `nothing undoes what ${resource.name} does, so the run does not send it; --leave ${resource.name} lets it`
  if (stays && !mayLeave(resource.name))
    return `the contract does not say how a member is deleted, so the run creates none; --leave ${resource.name} lets its members stay`
  return undefined
}

/** True for a resource whose created members nothing deletes, be it by a delete of their own or with their parent. */
export function stayForever(resource: Resource, model: Model): boolean {
  const { create, delete: removal } = resource
  const isMade = create !== undefined && create.asks !== true
  return isMade && removal === undefined && parentOf(resource, model)?.delete === undefined
}

/** The reason why a resource is only read. */
export function notAllowed({ name }: Pick<Resource, 'name'>): string {
  return `the run may not write ${name}; --write ${name} allows it`
}
