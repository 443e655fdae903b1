import type { Asking } from '../clean-up/clean-up-request.ts'
import { readAllPages } from '../clean-up/listed-members.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { operationWithId } from '../body/paths.ts'
import { ownValuesIn, unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import { hasMark, memberPath } from '../send/create-note.ts'
import type { CaseSession } from '../session/case-session.ts'
import type { Member } from '../session/member.ts'
import { type OpenClaim, placeClaim } from '../session/claims.ts'
import type { Created, CreateRequest } from './create-request.ts'
import { learnKey } from './learn-key.ts'

/** A member whose create tells no key: a read finds it by a value of the answer, or the list shows it with its mark. */
export async function findUnnamed(
  asked: CreateRequest,
  { answer, claim: n = NaN }: Created,
  { record, session }: CaseSession,
): Promise<Member | undefined> {
  const { resource, parent, above, body } = asked
  const claim = session.claims.open.get(n)
  if (claim === undefined) return undefined
  const { note } = claim
  const shown = unwrapped(answer.json, resource)
  const told = await learnKey({ resource, above, shown, note }, session)
  const own = told === undefined ? await listedKey(asked, claim, { record, session }) : [told]
  if (own === undefined) return undefined
  placeClaim(claim, memberPath(note, own), session.claims)
  return { resource, parent, above, own, sent: memberIn(body, resource), created: answer, claim: n }
}

/** The key of the member that a page of the list shows with the mark of the create. */
export async function listedKey(
  { resource, above }: CreateRequest,
  { note }: OpenClaim,
  { record, session }: CaseSession,
): Promise<readonly string[] | undefined> {
  if (note.list === undefined || note.marks === undefined || resource.list === undefined) return undefined
  const operation = operationWithId(session.document, resource.list.operation)
  const asking: Asking = ({ path }) => {
    const query = Object.fromEntries(new URL(path, 'http://target.invalid').searchParams)
    return ask({ operation, path: above, query }, record, session)
  }
  const isOwn = (item: unknown): boolean => hasMark(item, note)
  const { members } = await readAllPages(note.list, asking, (items) => items.some(isOwn))
  const shown = members.find(isOwn)
  if (shown === undefined) return undefined
  const own = ownValuesIn(shown, resource)
  if (own !== undefined) return own
  const told = await learnKey({ resource, above, shown, note }, session)
  return told === undefined ? undefined : [told]
}
