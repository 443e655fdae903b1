import type { ApiDocument } from '../../document/api-document.ts'
import { isAction } from '../../resource/is-action.ts'
import type { Model, Resource } from '../../resource/model.ts'
import { operationWithId, parametersIn, parentOf } from '../body/paths.ts'
import { ownValuesIn, unwrapped } from '../send/address-of.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { Walk } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'

/** The resources below a member that are listed, and that nothing but the server writes, such as revisions. */
export function historiesOf(resource: Resource, model: Model, document: ApiDocument): readonly Resource[] {
  return Object.values(model.resources).filter(
    (one) =>
      !isAction(one) &&
      one.create === undefined &&
      one.updates.length === 0 &&
      one.delete === undefined &&
      one.list?.items !== undefined &&
      one.list.part === undefined &&
      parentOf(one, model) === resource &&
      parametersIn(operationWithId(document, one.list.operation).path).length > 0,
  )
}

/**
 * The items below a member.
 * @throws NotVerified where the list was not answered with all its pages.
 */
export async function itemsBelow(member: Member, history: Resource, world: World): Promise<Walk> {
  const { list } = history
  if (list === undefined) throw new NotVerified('the contract does not say how the items are listed')
  const walk = await world.walk([...member.above, ...member.own], { list })
  if (!walk.complete || !isSuccess(walk.last)) throw new NotVerified('the list was not answered with all its pages')
  return walk
}

/** An item of a history, as a read shows it. */
export interface PastItem {
  readonly path: readonly string[]
  readonly shown: unknown
}

/** Reads an item below a member; undefined where no read leads to it. */
export async function pastItem(
  listed: unknown,
  { member, history }: { readonly member: Member; readonly history: Resource },
  world: World,
): Promise<PastItem | undefined> {
  const own = ownValuesIn(listed, history)
  const path = [...member.above, ...member.own, ...(own ?? [])]
  const read = history.read === undefined ? undefined : world.operation(history.read.operation)
  if (own === undefined || read === undefined || parametersIn(read.path).length !== path.length) return undefined
  const answer = await world.send({ operation: read, path })
  return isSuccess(answer) ? { path, shown: unwrapped(answer.json, history) } : undefined
}
