import { objectOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import { unwrapped } from '../send/address-of.ts'
import { ask, makingOf } from '../send/ask.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { schemaAt } from '../body/schema-at.ts'
import type { Resource } from '../../resource/model.ts'
import type { CaseRecord } from '../session/case-record.ts'
import { bodiesOf, memberIn, withMember } from '../body/wrapped-member.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { fillPath, operationWithId } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { type BodyContent, contentOf, makeBody, WAYS } from '../body/request-body.ts'
import { withOwnSecrets } from '../send/secrets-of.ts'
import { openClaim, type OpenClaim } from '../session/claims.ts'
import type { LawSession } from '../session/session.ts'
import { isValidBy } from '../body/validators.ts'
import { sendWithVersion } from './write-member.ts'

/** Other values than those of updates, also of flags and of listed values: laws tell the two apart. */
const VARIANT = 2

/**
 * A singleton with a state that the run has written. Its first state is in the ledger before it is changed, and is put back at the end.
 * @throws NotVerified where the singleton cannot be read or written.
 */
export async function freshSingleton(
  { resource, parent, above }: Pick<Member, 'resource' | 'parent' | 'above'>,
  { record, session }: { readonly record: CaseRecord; readonly session: LawSession },
): Promise<Member> {
  const { document, validators, seed } = session
  const [update] = resource.updates
  if (resource.read === undefined || update === undefined)
    throw new NotVerified('the contract does not say how it is read and written')
  const operation = operationWithId(document, update.operation)
  const content = contentOf(operation, update.media)
  const bodies = bodiesOf(resource, update)
  const first = await ask(
    { operation: operationWithId(document, resource.read.operation), path: above },
    record,
    session,
  )
  const state = unwrapped(first.json, resource)
  if (!isSuccess(first) || !isObject(state) || content === undefined)
    throw new NotVerified(`the first state of ${resource.name} cannot be read, so the run does not change it`)
  const { n } = openClaim(restoring({ resource, above, state, content }, session), session.claims)
  for (const way of WAYS) {
    const made = makeBody(content, { ...makingOf(session, VARIANT), way, validators, seed })
    if (made === undefined) continue
    const isValid = (member: unknown): boolean =>
      isValidBy(withMember(made, member, bodies), content.schema ?? true, validators)
    const drawn = { seed: `${seed}${session.word()}`, way, isValid }
    const { member, secrets } = withOwnSecrets(memberIn(made, bodies), resource, drawn)
    for (const secret of secrets) session.connection.secrets.add(secret)
    const body = withMember(made, member, bodies)
    const written = { resource, parent, above, own: [], sent: memberIn(body, bodies), created: undefined, claim: n }
    const answer = await sendWithVersion(
      { operation, path: above, body: { value: body, media: content.media } },
      written,
      { send: (asked) => ask(asked, record, session), session, mayLack: true },
    )
    if (isSuccess(answer)) return written
  }
  throw new NotVerified(`no update of ${resource.name} was accepted`)
}

interface First {
  readonly resource: Resource
  readonly above: readonly string[]
  /** The first state, as a read shows it. */
  readonly state: Readonly<Record<string, unknown>>
  readonly content: BodyContent
}

/** The claim of a singleton, with its first state. */
function restoring(
  { resource, above, state, content }: First,
  session: LawSession,
): Pick<OpenClaim, 'resource' | 'path' | 'note'> {
  const { document } = session
  const [update] = resource.updates
  const { method, path } = operationWithId(document, update?.operation ?? '')
  const bodies = bodiesOf(resource, update)
  const item = fillPath(path, above)
  const readAt = fillPath(operationWithId(document, resource.read?.operation ?? '').path, above)
  const schema = schemaOfMember(content.schema, bodies, session)
  const properties = Object.entries(objectOf(flatten(schema, document.schemas)['properties']))
  const [wrap, at] = [resource.wrap?.value.answer, bodies.wrap?.value.request]
  const restore = {
    method,
    media: content.media,
    value: withMember(undefined, sendable(state, schema, session), bodies),
    takes: Object.fromEntries(properties.map(([name, own]) => [name, objectOf(own)['default'] ?? null])),
    ...(at === undefined ? {} : { at }),
    ...(readAt === item ? {} : { readAt }),
  }
  const note = {
    resource: resource.name,
    item,
    remove: undefined,
    keys: {},
    ...(wrap === undefined ? {} : { wrap }),
    restore,
  }
  return { resource: resource.name, path: item, note }
}

function schemaOfMember(
  schema: DocumentSchema | undefined,
  { wrap }: Pick<Resource, 'wrap'>,
  { document }: LawSession,
): DocumentSchema {
  const inner = wrap?.value.request
  return (schema === undefined || inner === undefined ? schema : schemaAt(schema, inner, document.schemas)) ?? true
}

/** The properties of a state that an update takes. The version of the first state is another one at the end. */
function sendable(state: Readonly<Record<string, unknown>>, schema: DocumentSchema, { document }: LawSession): unknown {
  const { properties } = flatten(schema, document.schemas)
  if (!isObject(properties)) return state
  return Object.fromEntries(
    Object.entries(state).filter(
      ([name, value]) => Object.hasOwn(properties, name) && value !== undefined && !/^_?e_?tag$/i.test(name),
    ),
  )
}
