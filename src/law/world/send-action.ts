import type { ApiDocument } from '../../document/api-document.ts'
import type { Resource } from '../../resource/model.ts'
import { operationWithId } from '../body/paths.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { asking } from '../clean-up/sweep-claims.ts'
import { listedMembers } from '../clean-up/listed-members.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { ownValuesIn, unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import { memberPath, noteOf } from '../send/create-note.ts'
import { secretsShown } from '../send/secrets-shown.ts'
import type { CaseRecord } from '../session/case-record.ts'
import { isSuccess } from '../session/exchange.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import type { LawSession } from '../session/session.ts'
import { type Created, type CreateRequest, requestOf } from './create-request.ts'

/** The name of the members that an action is sent at, which no other law shares. */
export function actedOn({ name }: Resource): string {
  return `for ${name}`
}

/**
 * Sends an action at a member of the run, whose claim covers what the action does. Another action gets another member. A member that the action
 * makes, such as a duplicate, gets a claim of its own.
 */
export async function sendAction(asked: CreateRequest, record: CaseRecord, session: LawSession): Promise<Created> {
  const { resource, parent, above, body } = asked
  const operation = operationWithId(session.document, resource.create?.operation ?? '')
  const before = await membersBefore(asked, session)
  const answer = await ask(requestOf(asked, operation), record, session)
  if (!isSuccess(answer)) return { answer, member: undefined }
  if (before !== undefined) claimNew(unwrapped(answer.json, before.resource), before, session)
  session.shared.delete(actedOn(resource))
  for (const secret of secretsShown(answer, resource)) session.connection.secrets.add(secret)
  const sent = memberIn(body, resource)
  return { answer, member: { resource, parent, above, own: [], sent, created: answer, claim: undefined } }
}

/** The members of a resource before an action whose answer shows one. */
interface Before {
  readonly resource: Resource
  readonly note: CreateNote
  /** Their paths. */
  readonly listed: ReadonlySet<string>
}

/** Lists the members of the resource that the answer of an action shows. Undefined where no list tells which of them are there. */
async function membersBefore({ resource, above }: CreateRequest, session: LawSession): Promise<Before | undefined> {
  const shown = shownBy(resource, session)
  if (shown?.delete === undefined || shown.list === undefined) return undefined
  const note = noteOf({ resource: shown, above, member: undefined }, session)
  const { members, problem } = await listedMembers(note, asking(session))
  return problem === undefined ? { resource: shown, note, listed: new Set(members) } : undefined
}

/** The resource whose members the answer to an action has the schema of. */
function shownBy({ create }: Resource, { document, model }: LawSession): Resource | undefined {
  const answered = schemaOf(create?.operation, document)
  if (answered === undefined) return undefined
  return Object.values(model.resources).find(
    ({ read, singleton }) => singleton !== true && schemaOf(read?.operation, document) === answered,
  )
}

/** The name of the schema of a success; undefined for one without a name. */
function schemaOf(id: string | undefined, document: ApiDocument): string | undefined {
  const schema = id === undefined ? undefined : schemaOfSuccess(operationWithId(document, id))
  const name = typeof schema === 'object' ? schema['$ref'] : undefined
  return typeof name === 'string' ? name : undefined
}

function claimNew(member: unknown, { resource, note, listed }: Before, { claims, ledger }: LawSession): void {
  const own = ownValuesIn(member, resource)
  const path = own === undefined ? undefined : memberPath(note, own)
  const isKnown = path === undefined || listed.has(path) || [...claims.values()].some((one) => one.path === path)
  if (isKnown) return
  const n = ledger.creating(note)
  ledger.createdAt(n, path)
  claims.set(n, { n, resource: resource.name, path, note })
}
