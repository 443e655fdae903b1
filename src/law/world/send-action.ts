import { isDeepStrictEqual } from 'node:util'
import type { ApiDocument } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import type { Resource } from '../../resource/model.ts'
import { operationWithId } from '../body/paths.ts'
import { wordsIn } from '../body/words.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { asking } from '../clean-up/asking.ts'
import { listedMembers } from '../clean-up/listed-members.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { ownValuesIn, unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import { hasMark, memberPath, noteOf } from '../send/create-note.ts'
import { secretsShown } from '../send/secrets-shown.ts'
import type { CaseRecord } from '../session/case-record.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import { claimedPaths, type Claims, openClaim, placeClaim } from '../session/claims.ts'
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
  const makings = makingsOf(resource, session.learned)
  const before = makings.makesNone === true ? undefined : await membersBefore(asked, session)
  const answer = await ask(requestOf(asked, operation), record, session)
  if (!isSuccess(answer)) return { answer, member: undefined }
  if (before !== undefined) claimNew({ answer, sent: memberIn(body, resource) }, before, session.claims)
  if (before !== undefined && showsActedOn(answer, asked)) makings.makesNone = true
  session.pool.shared.delete(actedOn(resource))
  for (const secret of secretsShown(answer, resource)) session.connection.secrets.add(secret)
  const sent = memberIn(body, resource)
  return { answer, member: { resource, parent, above, own: [], sent, created: answer, claim: undefined } }
}

/** True for an answer that shows the member at which the action was sent: later ones need no list to tell what is new. */
function showsActedOn({ json }: Answer, { parent }: CreateRequest): boolean {
  return (
    parent !== undefined &&
    isDeepStrictEqual(ownValuesIn(unwrapped(json, parent.resource), parent.resource), parent.own)
  )
}

/** The members beside the one that an action is sent at. */
interface Before {
  /** The note of the member that the action is sent at, with the words that only its create has sent. */
  readonly note: CreateNote
  readonly resource: Resource
  /** The paths of the listed members. */
  readonly listed: ReadonlySet<string>
}

/**
 * Lists the members beside the one that an action is sent at, where the answer shows another member of that resource, such as a duplicate.
 * Undefined for any other action: what it shows may be a member of others.
 */
async function membersBefore({ resource, parent }: CreateRequest, session: LawSession): Promise<Before | undefined> {
  const { document } = session
  const answered = schemaOf(resource.create?.operation, document)
  const isDuplicate = answered !== undefined && answered === schemaOf(parent?.resource.read?.operation, document)
  if (parent?.claim === undefined || !isDuplicate || resource.create?.asks === true) return undefined
  const note = noteOf({ resource: parent.resource, above: parent.above, member: parent.sent }, session)
  const { members, problem } = await listedMembers(note, asking(session))
  return problem === undefined && members.length > 0
    ? { note, resource: parent.resource, listed: new Set(members) }
    : undefined
}

/** The name of the schema of a success; undefined for one without a name. */
function schemaOf(id: string | undefined, document: ApiDocument): string | undefined {
  const schema = id === undefined ? undefined : schemaOfSuccess(operationWithId(document, id))
  const name = typeof schema === 'object' ? schema['$ref'] : undefined
  return typeof name === 'string' ? name : undefined
}

/**
 * Claims a member that the action has made: it was not listed before, and has a word of the run or shows what was sent. A list that is
 * read to its end also has the members of others.
 */
function claimNew(
  { answer, sent }: { readonly answer: Answer; readonly sent: unknown },
  { resource, note, listed }: Before,
  claims: Claims,
): void {
  const member = unwrapped(answer.json, resource)
  const own = ownValuesIn(member, resource)
  const path = own === undefined ? undefined : memberPath(note, own)
  const isKnown = path === undefined || listed.has(path) || claimedPaths(claims).has(path)
  if (
    isKnown ||
    !(hasMark(member, note) || hasMark(member, { marks: wordsIn(JSON.stringify(sent ?? null)) }) || shows(member, sent))
  )
    return
  placeClaim(openClaim({ resource: resource.name, path: undefined, note }, claims), path, claims)
}

/** True for a member with each value that was sent. */
function shows(member: unknown, sent: unknown): boolean {
  const values = Object.entries(isObject(sent) ? sent : {})
  return (
    values.length > 0 && isObject(member) && values.every(([name, value]) => isDeepStrictEqual(member[name], value))
  )
}
