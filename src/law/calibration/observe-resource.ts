import { isAction } from '../../resource/is-action.ts'
import type { Observed, SeenFact } from '../../resource/observed.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { Noting } from './noting.ts'
import { observeCreate } from './observe-create.ts'
import { observeDelete } from './observe-delete.ts'
import { observeList } from './observe-list.ts'
import { observeUpdates } from './observe-updates.ts'
import type { World } from '../world/world.ts'

/**
 * Looks at one resource of a target with about ten requests: create, read, second create, update of a part, pages of one member, delete,
 * second delete. A resource that may not be written is only listed.
 */
export async function observeResource(world: World): Promise<Observed> {
  const seen: SeenFact[] = []
  const remarks: string[] = []
  const line = (id: string): string => `${world.operation(id).method} ${world.operation(id).path}`
  const noting: Noting = {
    note: (fact, value, because) => seen.push({ fact, value, because }),
    remark: (text) => {
      if (!remarks.includes(text)) remarks.push(text)
    },
    line,
    known: (answer, id) => {
      const { responses } = world.operation(id)
      const isListed = [String(answer.status), `${String(answer.status)[0] ?? ''}XX`, 'default'].some(
        (status) => responses[status] !== undefined,
      )
      if (!isListed) noting.remark(`${line(id)} was answered ${answer.status}, which the document does not list`)
      return answer
    },
  }
  try {
    await observe(world, noting)
  } catch (error) {
    if (!(error instanceof NotVerified)) throw error
    remarks.push(error.message)
  }
  return { seen, remarks }
}

async function observe(world: World, noting: Noting): Promise<void> {
  // An action has no facts that a look could tell.
  if (world.resource.singleton === true || isAction(world.resource)) return
  const member = await createdMember(world, noting)
  await observeList(world, member ?? (await world.above()), noting)
  if (member === undefined) return
  await observeUpdates(world, member, noting)
  await observeDelete(world, member, noting)
}

/** Undefined where no member can be made, or where none may be. */
async function createdMember(world: World, noting: Noting): Promise<Member | undefined> {
  if (world.resource.create === undefined) return undefined
  try {
    return await observeCreate(world, noting)
  } catch (error) {
    if (!(error instanceof NotVerified)) throw error
    noting.remark(error.message)
    return undefined
  }
}
