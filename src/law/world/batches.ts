import { batchCreateOf, batchOf, type BatchBody } from '../body/batch-body.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { CreateRequest } from './create-request.ts'
import { lacking, type Need } from './facts.ts'
import type { World } from './world.ts'
import { isValidBy } from '../body/validators.ts'

/** A create takes one member or several. */
export const createsSeveral: Need = (resource, _, document) =>
  batchCreateOf(resource, document) === undefined
    ? lacking('create that takes one member or several')
    : { holds: true, certainty: 'sure' }

/** The form of the create for several members. */
export function batchIn({ resource, document }: World): BatchBody {
  const found = batchCreateOf(resource, document)
  if (found === undefined) throw new NotVerified('no create takes several members')
  return found
}

/**
 * Creates of members below the parent of another one, which are sent as one.
 * @throws NotVerified where the form of several members does not take them.
 */
export async function membersOfBatch(count: number, world: World): Promise<readonly CreateRequest[]> {
  const batch = batchIn(world)
  const like = await world.some()
  const members: CreateRequest[] = []
  for (let variant = 0; variant < count; variant += 1)
    members.push(await world.body({ parent: like.parent, variant: variant % MOST_VARIANTS }))
  const [first] = members
  const one = batchOf(batch, [first?.body])
  if (!isValidBy(one, batch.schema, world.validators))
    throw new NotVerified('the document does not say enough to make a body of several members')
  return members
}

/** Numbers stay small however many members there are. */
const MOST_VARIANTS = 3
