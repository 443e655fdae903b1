import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { listOf } from '../../json/list-of.ts'
import { formatPointer, isObject, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { unwrapped } from '../send/address-of.ts'
import type { Asked } from '../send/ask.ts'
import { bodiesOf, withMember } from '../body/wrapped-member.ts'
import type { Answer } from '../session/exchange.ts'
import { changesFor } from '../send/json-patch.ts'
import { lacksVersion } from '../send/lacks-version.ts'
import { type Member, pathOf } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { aboveIn } from '../body/above.ts'
import { operationWithId, parametersIn } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { contentOf } from '../body/request-body.ts'
import type { LawSession } from '../session/session.ts'
import { requiredMask } from './update-mask.ts'
import { versionPartsFor } from '../send/version-parts.ts'
import { versionStated } from '../send/version-stated.ts'
import { versionsIn, versionsOf } from '../compare/version-name.ts'
import type { Updating } from './world.ts'
import { takesChanges } from '../../resource/takes-changes.ts'

/** The means of sending a write. */
export interface Sending {
  readonly send: (request: Asked) => Promise<Answer>
  readonly session: LawSession
}

/** Sends a member to its update operation. The changes of a JSON Patch are made from the values of the member. */
export async function sendUpdate(
  { member, sent, parts }: { readonly member: Member; readonly sent: unknown; readonly parts: Updating },
  { send, session }: Sending,
): Promise<Answer> {
  const { resource } = member
  if (member.claim === undefined) throw new NotVerified('a member that was there before is never written')
  const facts = parts.facts ?? resource.updates[0]
  const operation = operationWithId(session.document, required(facts?.operation, 'how a member is updated'))
  const media = facts?.media ?? contentOf(operation)?.media ?? 'application/json'
  const { headers, as, query, bytes, raw } = parts
  const whole = (value: unknown): unknown => {
    if (facts === undefined || !takesChanges(facts))
      return withMember(
        undefined,
        named(value, member, { ...operation, document: session.document }),
        bodiesOf(resource, facts),
      )
    return raw !== true && isObject(value) ? changesFor(facts, value) : value
  }
  const asked: Asked = {
    operation,
    path: pathOf(member),
    ...(headers === undefined ? {} : { headers }),
    ...(as === undefined ? {} : { as }),
    query: { ...requiredMask(operation, sent, { resource, document: session.document }), ...query },
    body: bytes === undefined ? { value: whole(sent), media } : { bytes, media },
  }
  return sendWithVersion(asked, member, { send, session, mayLack: raw !== true })
}

/** A value with the key of the member, where the path of the update has none: the body then names the member. */
function named(
  value: unknown,
  { resource, own, created, above }: Member,
  { path, document }: Pick<ApiOperation, 'path'> & { readonly document: ApiDocument },
): unknown {
  const { parameters, address } = resource.key
  if (!isObject(value) || parametersIn(path).length > aboveIn(path, above, { resource, document }).length) return value
  return parameters.reduce((rest: unknown, parameter, index) => {
    const pointer = address?.value[parameter]
    if (pointer === undefined || valueAt(rest, pointer) !== undefined) return rest
    const shown = valueAt(unwrapped(created?.json, resource), pointer)
    return withValueAt(rest, pointer, typeof shown === 'number' ? shown : own[index])
  }, value)
}

/** Sends a delete of a member. */
export async function removeMember(member: Member, parts: Partial<Asked>, { send, session }: Sending): Promise<Answer> {
  if (member.claim === undefined) throw new NotVerified('a member that was there before is never deleted')
  const operation = operationWithId(
    session.document,
    required(member.resource.delete?.operation, 'how a member is deleted'),
  )
  return sendWithVersion({ operation, path: pathOf(member), ...parts }, member, { send, session, mayLack: false })
}

/**
 * Sends a write, and once more with the version of the member where the answer can mean that it lacks one. The version goes in If-Match, or
 * in a property of the body.
 */
export async function sendWithVersion(
  asked: Asked,
  member: Member,
  { send, session, mayLack }: Sending & { readonly mayLack: boolean },
): Promise<Answer> {
  const answer = await send(asked)
  const { read } = member.resource
  const inBody = mayLack && isInvalid(answer) ? missingVersions(asked, session) : versionsSent(answer, asked)
  const lacks = lacksVersion(answer, asked, member.resource)
  if ((!lacks && inBody.length === 0) || asked.headers !== undefined || read === undefined) return answer
  const shown = await send({ operation: operationWithId(session.document, read.operation), path: pathOf(member) })
  const now = unwrapped(shown.json, member.resource)
  const version = versionStated({ header: shown.header, member: now }, member.resource.version?.value)?.value
  const body = withVersions(asked.body, inBody, now)
  if (body !== undefined) return send({ ...asked, body })
  if (version === undefined || !lacks) return answer
  const { headers, query } = versionPartsFor(asked.operation, member.resource, version)
  if (headers === undefined) return answer
  return send({ ...asked, headers: { ...headers }, query: { ...asked.query, ...query } })
}

/** The places in a body by which a server that refused a write for its state may tell versions apart. */
function versionsSent({ status }: Answer, { body }: Asked): readonly Pointer[] {
  const sent = body !== undefined && 'value' in body ? body.value : undefined
  return status === 409 || status === 412 ? versionsOf(sent) : []
}

function isInvalid({ status }: Answer): boolean {
  return status === 400 || status === 422
}

/** The versions that the schema of a body requires, such as a number `version`, and that the body lacks: a create has none. */
function missingVersions({ operation, body }: Asked, { document }: LawSession): readonly Pointer[] {
  const sent = body !== undefined && 'value' in body ? body.value : undefined
  const schema = contentOf(operation, body?.media)?.schema ?? true
  const needed = new Set(
    listOf(flatten(schema, document.schemas)['required']).map((name) => formatPointer([String(name)])),
  )
  const versions = isObject(sent) ? versionsIn(schema, document.schemas) : []
  return versions.map(({ at }) => at).filter((at) => needed.has(at) && valueAt(sent, at) === undefined)
}

/** The body with the versions that a member shows; undefined where it has them already. */
function withVersions(body: Asked['body'], places: readonly Pointer[], shown: unknown): Asked['body'] {
  if (body === undefined || !('value' in body)) return undefined
  const sent = body.value
  const other = places.filter((at) => valueAt(shown, at) !== undefined && valueAt(shown, at) !== valueAt(sent, at))
  if (other.length === 0) return undefined
  return { ...body, value: other.reduce((whole, at) => withValueAt(whole, at, valueAt(shown, at)), sent) }
}

/** An id, or the sentence that the contract lacks it. @throws NotVerified without an id. */
export function required(id: string | undefined, what: string): string {
  if (id === undefined) throw new NotVerified(`the contract does not say ${what}`)
  return id
}
