import { memberIn } from '../body/wrapped-member.ts'
import { operationWithId } from '../body/paths.ts'
import { ownValuesIn } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import { hasMark, memberPath } from '../send/create-note.ts'
import { itemsIn } from '../send/items-in.ts'
import type { CaseSession } from '../session/case-session.ts'
import type { Answer } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { CreateRequest } from './create-request.ts'

/** A member whose create tells no key: the list shows it with its mark. */
export async function findByMark(
  { resource, parent, above, body }: CreateRequest,
  answer: Answer,
  { record, session }: CaseSession,
): Promise<Member | undefined> {
  const claim = [...session.claims.values()].at(-1)
  if (claim?.note.list === undefined || claim.note.marks === undefined || resource.list === undefined) return undefined
  const { note, n } = claim
  const operation = operationWithId(session.document, resource.list.operation)
  const page = await ask({ operation, path: above }, record, session)
  const shown = itemsIn(page.json, claim.note.list.items).find((item) => hasMark(item, note))
  const own = shown === undefined ? undefined : ownValuesIn(shown, resource)
  if (own === undefined) return undefined
  claim.path = memberPath(note, own)
  if (claim.path !== undefined) session.ledger.createdAt(n, claim.path)
  return { resource, parent, above, own, sent: memberIn(body, resource), created: answer, claim: n }
}
