import { ask, makingOf } from '../send/ask.ts'
import type { UpdateFacts } from '../../resource/model.ts'
import { bodiesOf, memberIn, withMember } from '../body/wrapped-member.ts'
import { bodyOfKey } from '../body/body-of-key.ts'
import { operationWithId } from '../body/paths.ts'
import { makeBody, type Way, WAYS } from '../body/request-body.ts'
import { isValidBy } from '../body/validators.ts'
import { withOwnSecrets } from '../send/secrets-of.ts'
import type { CaseSession } from '../session/case-session.ts'
import { isSuccess } from '../session/exchange.ts'
import { type Member, pathOf } from '../session/member.ts'
import { sendWithVersion } from './write-member.ts'

/** Other values than those of updates, also of flags and of listed values: laws tell the two apart. */
const VARIANT = 2

/** A member that is there, and the update that writes it for the first time. */
export interface FirstWrite {
  readonly place: Pick<Member, 'resource' | 'parent' | 'above' | 'own' | 'claim'>
  readonly update: UpdateFacts
}

/** A member as the run has written it, and how its body was made. Each way of making one is tried. Undefined where none is accepted. */
export async function writeFirst(
  { place, update }: FirstWrite,
  { record, session }: CaseSession,
): Promise<{ readonly member: Member; readonly way: Way } | undefined> {
  const { document, validators, seed } = session
  const { resource, own } = place
  const operation = operationWithId(document, update.operation)
  const content = bodyOfKey(operation, { resource, document, own, media: update.media })
  const bodies = bodiesOf(resource, update)
  if (content === undefined) return undefined
  const isValidBody = (body: unknown): boolean => isValidBy(body, content.schema ?? true, validators)
  for (const way of WAYS) {
    const made = makeBody(content, { ...makingOf(session, VARIANT), way, validators, seed })
    if (made === undefined) continue
    const isValid = (member: unknown): boolean => isValidBody(withMember(made, member, bodies))
    const drawn = { seed: `${seed}${session.word()}`, way, isValid }
    const { member, secrets } = withOwnSecrets(memberIn(made, bodies), resource, drawn)
    for (const secret of secrets) session.connection.secrets.add(secret)
    const body = withMember(made, member, bodies)
    const written = { ...place, sent: memberIn(body, bodies), created: undefined }
    const answer = await sendWithVersion(
      { operation, path: pathOf(place), body: { value: body, media: content.media } },
      written,
      { send: (asked) => ask(asked, record, session), session, mayLack: true },
    )
    if (isSuccess(answer)) return { member: written, way }
  }
  return undefined
}
