import { objectOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import { unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import { schemaAt } from '../body/schema-at.ts'
import type { Resource } from '../../resource/model.ts'
import type { CaseRecord } from '../session/case-record.ts'
import { bodiesOf, withMember } from '../body/wrapped-member.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { fillPath, operationWithId } from '../body/paths.ts'
import { flatten } from '../body/flatten-schema.ts'
import { type BodyContent, contentOf } from '../body/request-body.ts'
import { openClaim, type OpenClaim } from '../session/claims.ts'
import type { LawSession } from '../session/session.ts'
import { writeFirst } from './write-first.ts'

/**
 * A singleton with a state that the run has written. Its first state is in the ledger before it is changed, and is put back at the end.
 * @throws NotVerified where the singleton cannot be read or written.
 */
export async function freshSingleton(
  { resource, parent, above }: Pick<Member, 'resource' | 'parent' | 'above'>,
  { record, session }: { readonly record: CaseRecord; readonly session: LawSession },
): Promise<Member> {
  const { document } = session
  const [update] = resource.updates
  if (resource.read === undefined || update === undefined)
    throw new NotVerified('the contract does not say how it is read and written')
  const content = contentOf(operationWithId(document, update.operation), update.media)
  const first = await ask(
    { operation: operationWithId(document, resource.read.operation), path: above },
    record,
    session,
  )
  const state = unwrapped(first.json, resource)
  if (!isSuccess(first) || !isObject(state) || content === undefined)
    throw new NotVerified(`the first state of ${resource.name} cannot be read, so the run does not change it`)
  const { n } = openClaim(restoring({ resource, above, state, content }, session), session.claims)
  const written = await writeFirst(
    { place: { resource, parent, above, own: [], claim: n }, update },
    { record, session },
  )
  if (written === undefined) throw new NotVerified(`no update of ${resource.name} was accepted`)
  return written.member
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
