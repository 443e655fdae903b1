import { createSchema } from '../body/create-schema.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { Answer } from '../session/exchange.ts'
import type { World } from '../world/world.ts'
import { isValidBy } from '../body/validators.ts'

/** A member that differs from one that can be created. Undefined where it cannot be made. */
export type MemberChange = (member: unknown, isValid: (member: unknown) => boolean) => unknown

/** Sends a create of a changed member. Returns the member and the answer; undefined where the change makes none. */
export async function createWith(
  change: MemberChange,
  world: World,
): Promise<{ readonly wrong: unknown; readonly answer: Answer } | undefined> {
  const { resource } = world
  const asked = await world.body()
  const schema = createSchema(world)
  const whole = (member: unknown): unknown => withMember(asked.body, member, resource)
  const isValid = (member: unknown): boolean => isValidBy(whole(member), schema, world.validators)
  const wrong = change(memberIn(asked.body, resource), isValid)
  if (wrong === undefined) return undefined
  const { answer } = await world.create({ ...asked, body: whole(wrong) })
  return { wrong, answer }
}
