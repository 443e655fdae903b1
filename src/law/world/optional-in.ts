import { createSchema } from '../body/create-schema.ts'
import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import type { LawSession } from '../session/session.ts'
import { without } from '../body/without.ts'
import { isValidBy } from '../body/validators.ts'

/** The properties at the top of a member that a create may leave out, as the document says. */
export function optionalIn(
  body: unknown,
  resource: Resource,
  { document, validators }: Pick<LawSession, 'document' | 'validators'>,
): readonly string[] {
  const member = memberIn(body, resource)
  const schema = createSchema({ resource, document })
  if (!isObject(member)) return []
  return Object.keys(member).filter((name) =>
    isValidBy(withMember(body, without(member, [name]), resource), schema, validators),
  )
}
