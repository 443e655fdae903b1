import { formatPointer, valueAt, withValueAt } from '../../json/pointer.ts'
import { bindValue, referencesIn, unescape } from '../../json/references.ts'
import { changedMember } from '../change/changed-member.ts'
import { changedPart } from '../change/changed-part.ts'
import { memberIn } from '../body/wrapped-member.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { Addressed } from './addressed.ts'
import type { DeclaredBody } from '../world/declared-case.ts'
import type { Play } from './play.ts'

/** A body to send: a member, with the key that a generated one has in its path; or bytes. */
export type StepBody = { readonly member: unknown; readonly own?: readonly string[] } | { readonly bytes: Uint8Array }

/** The purpose of a body: the operation, the member that the request is about, and the member above a new one. */
export interface BodyFor {
  readonly to: Addressed
  readonly of: Member | undefined
  readonly parent: Member | undefined
}

/**
 * Makes the body of a request.
 * @throws NotVerified where none can be made.
 */
export async function stepBody(body: DeclaredBody, what: BodyFor, play: Play): Promise<StepBody> {
  if (body.raw !== undefined) return { bytes: new TextEncoder().encode(String(unescape(body.raw))) }
  if ('json' in body) return { member: literal(body.json, '', play) }
  const made = await madeMember(body, what, play)
  let { member } = made
  for (const { at, to } of body.set ?? []) member = withValueAt(member, at, literal(to, at, play))
  for (const at of body.drop ?? []) member = withValueAt(member, at, undefined)
  return { ...made, member }
}

type Made = Extract<StepBody, { readonly member: unknown }>

async function madeMember({ whole, part }: DeclaredBody, what: BodyFor, play: Play): Promise<Made> {
  const { world, members } = play
  const { update, owner } = what.to
  if (part !== undefined) return { member: changedPart({ member: about(what), facts: required(update) }, world) }
  if (whole !== undefined && whole !== 'valid') return { member: members.get(whole)?.member.sent }
  if (update !== undefined) {
    const member = changedMember({ member: about(what), facts: update }, world)
    if (member === undefined) throw new NotVerified('the document does not say enough to make a body of the update')
    return { member }
  }
  // A member that was made before tells which generated bodies the target takes.
  if (members.size === 0 && owner === play.resource) await world.some()
  const { body, own = [] } = await world.body({
    ...(what.parent === undefined ? {} : { parent: what.parent }),
    ...(owner === undefined ? {} : { resource: owner }),
  })
  return { member: memberIn(body, owner ?? play.resource), own }
}

function about({ of }: BodyFor): Member {
  if (of === undefined) throw new Error('an update without a member: the case was not checked at load')
  return of
}

function required<T>(facts: T | undefined): T {
  if (facts === undefined) throw new Error('a part for another operation than an update: the case was not checked')
  return facts
}

/** A value of the file: `$name` is a value of an earlier answer, `$secret` a secret that is drawn for this place. */
function literal(written: unknown, prefix: string, { world, saved }: Play): unknown {
  let value = written
  for (const { name, at } of referencesIn(written))
    if (name === SECRET) value = withValueAt(value, formatPointer(at), world.secret(`${prefix}${formatPointer(at)}`))
  return bindValue(value, saved).value
}

/** The name of a drawn secret. */
export const SECRET = 'secret'

/** A value of an earlier answer as text, for a path, a query or a header. */
export function asText(written: unknown, { saved }: Pick<Play, 'saved'>): string {
  const { value } = bindValue(written, saved)
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value)
  throw new NotVerified(`${String(written)} is no text, number or flag in the earlier answer`)
}

/** The value that a step saves from an answer. */
export function savedValue(
  from: string,
  { json, header }: { readonly json: unknown; readonly header: (name: string) => string | undefined },
): unknown {
  return from.startsWith('header:') ? header(from.slice('header:'.length)) : valueAt(json, from)
}
