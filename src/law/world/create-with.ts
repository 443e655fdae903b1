import { createSchema } from '../body/create-schema.ts'
import { isValidBy } from '../body/validators.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { Member } from '../session/member.ts'
import type { Created } from './create-request.ts'
import type { Fresh, World } from './world.ts'

/** A member that differs from one that can be created. Undefined where it cannot be made. */
export type MemberChange = (member: unknown, isValid: (member: unknown) => boolean) => unknown

/** The create of a changed member. */
export interface CreatedWith {
  /** The changed member as it was sent. */
  readonly sent: unknown
  readonly created: Created
}

/**
 * Sends a create of a changed member. Undefined where the change makes none.
 * @param how the body that is changed. `names`: members of others that the change names in it
 */
export async function createWith(
  change: MemberChange,
  world: World,
  { names = [], ...how }: Fresh & { readonly names?: readonly Member[] } = {},
): Promise<CreatedWith | undefined> {
  const { resource = world.resource } = how
  const asked = await world.body(how)
  const schema = createSchema({ resource, document: world.document })
  const whole = (member: unknown): unknown => withMember(asked.body, member, resource)
  const isValid = (member: unknown): boolean => isValidBy(whole(member), schema, world.validators)
  const sent = change(memberIn(asked.body, resource), isValid)
  if (sent === undefined) return undefined
  const refersTo = [...(asked.refersTo ?? []), ...names]
  const created = await world.create({
    ...asked,
    body: whole(sent),
    ...(refersTo.length === 0 ? {} : { refersTo }),
  })
  return { sent, created }
}
