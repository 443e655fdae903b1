import { createSchema } from '../body/create-schema.ts'
import { isValidBy } from '../body/validators.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'
import type { ReferenceAt } from './unknown-reference.ts'

/** A member of the run that another one names. */
export interface NamedBy {
  readonly named: Member
  readonly member: Member
}

/**
 * Makes a member whose list has two items, each with the key of another member. Returns the one that the second item names. Undefined where the
 * keys do not stand in a list, and where no such member can be made.
 */
export async function namedBySecondItem({ pointer, to }: ReferenceAt, world: World): Promise<NamedBy | undefined> {
  const { resource, validators } = world
  const [list = '', ...rest] = pointer.split('/*')
  if (rest.length !== 1) return undefined
  const asked = await world.body({ namesOwn: true })
  const other = await unlessNotVerified(() => world.body({ namesOwn: true }))
  if (other === undefined) return undefined
  const [first, second] = [asked, other].map(({ refersTo }) =>
    refersTo?.find(({ resource: own, claim }) => own === to && claim !== undefined),
  )
  const [sent, beside] = [asked, other].map(({ body }) => memberIn(body, resource))
  const items = [sent, beside].map((one) => valueAt(one, `${list}/0`))
  if (first === undefined || second === undefined || first === second || items.includes(undefined)) return undefined
  const body = withMember(asked.body, withValueAt(sent, list, items), resource)
  if (!isValidBy(body, createSchema(world), validators)) return undefined
  const refersTo = [...(asked.refersTo ?? []), ...(other.refersTo ?? [])]
  const created = await world.create({ ...asked, refersTo, body })
  const member = isSuccess(created.answer) ? await world.arrived(created) : undefined
  return member && { named: second, member }
}
