import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { formatLocation } from '../../source/mistake.ts'
import { answerShape, requestShape } from '../shape/body-schema.ts'
import type { Candidate } from '../shape/candidate.ts'
import { findCandidates } from '../shape/find-candidates.ts'
import { type Association, associationsOf } from './associations-of.ts'
import { besideParent } from './beside-parent.ts'
import { findActions, openAt } from './find-actions.ts'
import { inferCreate } from './infer-create.ts'
import { inferDelete } from './infer-delete.ts'
import { inferErrors } from './infer-errors.ts'
import { inferKey } from './infer-key.ts'
import { inferList } from './infer-list.ts'
import { inferReferences } from './infer-references.ts'
import { inferSecrets } from './infer-secrets.ts'
import { inferUnique } from './infer-unique.ts'
import { inferUpdates } from './infer-update.ts'
import { inferVersion } from './infer-version.ts'
import { inferWithin, type Placed } from './infer-within.ts'
import { inferWrap } from './infer-wrap.ts'
import { isAction } from '../is-action.ts'
import { isOnlyRead } from '../is-only-read.ts'
import type { Model, Resource, Scope } from '../model.ts'
import { nameResources } from './name-resources.ts'
import { assignRoles, memberShape, type Roles } from '../shape/roles.ts'
import type { Subject } from '../shape/subject.ts'
import { unusedOperations, unusedSentence } from './unused-operations.ts'
import { underKey, unwrap } from '../shape/wrap.ts'
import { wordsOf } from '../../words/words.ts'

/**
 * The resources of a document, with each fact that the document states or suggests.
 * @param bound path parameters that the caller binds to a value: what they name is never created
 */
export function inferModel(document: ApiDocument, bound: readonly string[] = []): Model {
  const remarks: Remark[] = []
  const found = findCandidates(document).flatMap((candidate) => toSubject(document, candidate, remarks))
  const actions = findActions(
    document,
    found.map(({ roles }) => roles),
  ).map(({ candidate, roles }) => subjectOf(document, candidate, roles))
  // Resources that are only read, and actions alone, come last, and take no name from the others.
  const placed = placeAll([...found.filter((one) => !onlyReads(one)), ...found.filter(onlyReads), ...actions])
  const made = placed.map((place) => toResource(place, placed, bound))
  const all = made.map((resource, index) => withReferences(resource, placed[index], made))
  const resources = reachable(all).filter((resource) => !isAction(resource) || mayAct(resource, document))
  const errors = inferErrors(document)
  const named = Object.fromEntries(resources.map((resource) => [resource.name, resource]))
  const associated = new Set(
    resources.flatMap((resource) => associationsOf(resource, document, named).flatMap(operationsOf)),
  )
  const untold = remarks.filter(({ operations }) => !operations.some((id) => associated.has(id)))
  const told = new Set([...remarks.flatMap(({ operations }) => operations), ...associated])
  const unused = unusedSentence(unusedOperations(document, resources).filter(({ id }) => !told.has(id)))
  return {
    model: 2,
    name: nameOf(document),
    version: document.version,
    document: document.operations[0]?.place.file ?? '',
    scopes: scopesOf(resources),
    ...(errors === undefined ? {} : { errors }),
    headers: {},
    resources: named,
    remarks: [...untold.map(({ text }) => text), ...(unused === undefined ? [] : [unused])],
  }
}

function onlyReads({ candidate, roles }: Subject): boolean {
  return candidate.keys.length === 0 && roles.read !== undefined && roles.updates.length === 0
}

/** An action by PUT or PATCH may change what was there before. So it is one below members of the run alone. */
function mayAct({ create, within }: Resource, document: ApiDocument): boolean {
  const isPost = document.operations.some(({ id, method }) => id === create?.operation && method === 'POST')
  return isPost || within.some((each) => 'resource' in each)
}

function isBeside(resource: Resource): boolean {
  return isOnlyRead(resource) || isAction(resource)
}

/** Leaves out what is only read or only done below a scope of its own. For a path that the rest does not use, a run would ask for a value. */
function reachable(resources: readonly Resource[]): readonly Resource[] {
  const scopes = scopesOf(resources.filter((resource) => !isBeside(resource)))
  return resources.filter(
    (resource) => !isBeside(resource) || resource.within.every((each) => !('scope' in each) || each.scope in scopes),
  )
}

/** Part of the names of files, so it is short. */
function nameOf({ title }: ApiDocument): string {
  return wordsOf(title).slice(0, 6).join('-').slice(0, 60) || 'api'
}

interface Known extends Placed {
  readonly subject: Subject
}

/** A sentence for the author of the document, and the operations that it is about. */
interface Remark {
  readonly text: string
  readonly operations: readonly string[]
}

/** The operations that write what is associated, and the lists that show it. */
function operationsOf({ add, remove, set, places }: Association): readonly string[] {
  const lists = places.flatMap(({ at }) => (typeof at === 'string' ? [] : [at.operation]))
  return [add.id, remove.id, ...(set === undefined ? [] : [set.id]), ...lists]
}

function toSubject(document: ApiDocument, candidate: Candidate, remarks: Remark[]): readonly Subject[] {
  const assigned = assignRoles(document, candidate)
  if (!('roles' in assigned)) {
    if (assigned.reason === undefined) return []
    const operations = [candidate.collection, candidate.item].flatMap((node) => [...(node?.methods.values() ?? [])])
    const text = `${placeOf(candidate)}${assigned.reason}, so it is no resource here`
    remarks.push({ text, operations: operations.map(({ id }) => id) })
    return []
  }
  return [subjectOf(document, candidate, assigned.roles)]
}

function subjectOf(document: ApiDocument, candidate: Candidate, roles: Roles): Subject {
  const request = unwrap(document, requestShape(document, roles.create ?? roles.updates[0]), candidate.name).shape
  const keyed = underKey(document, answerShape(document, roles.read), request)
  const member = keyed?.shape ?? memberShape(document, candidate, roles)
  return { document, candidate, roles, member, request }
}

function placeOf({ collection, item }: Candidate): string {
  const [operation] = [...((collection ?? item)?.methods.values() ?? [])]
  return operation === undefined ? '' : `${formatLocation(operation.place)}  `
}

function placeAll(subjects: readonly Subject[]): readonly Known[] {
  const names = nameResources(subjects.map(({ candidate }) => candidate))
  return subjects.map((subject, index) => {
    const { candidate, roles } = subject
    const key = inferKey(subject)
    const isNamed =
      key.address !== undefined || key.link !== undefined || key.in?.value === 'path' || tellsLocation(roles.create)
    const isMakeable = roles.create !== undefined && isNamed
    return { name: names[index] ?? candidate.name, candidate, key, isMakeable, subject }
  })
}

/** True for a create whose answer tells the path of the member. */
function tellsLocation(create: ApiOperation | undefined): boolean {
  return create?.responses['201']?.headers['location'] !== undefined
}

function toResource(place: Known, all: readonly Known[], bound: readonly string[]): Resource {
  const { subject, name, key, candidate } = place
  const { read } = subject.roles
  const list = inferList(subject, key)
  const create = inferCreate(subject, key)
  const remove = inferDelete(subject)
  const version = inferVersion(subject)
  const wrap = inferWrap(subject)
  const within = inferWithin(place, all, bound)
  const beside = besideParent(place, all, { within, bound })
  const isSingle = candidate.keys.length === 0 || beside !== undefined
  return {
    name,
    within: beside === undefined ? within : [...within, beside],
    key: beside === undefined ? key : { parameters: [] },
    ...(list === undefined ? {} : { list }),
    ...(create === undefined ? {} : { create }),
    ...(read === undefined ? {} : { read: { operation: read.id } }),
    updates: inferUpdates(subject),
    ...(remove === undefined ? {} : { delete: remove }),
    ...(isSingle && read !== undefined ? { singleton: true } : {}),
    ...(wrap === undefined ? {} : { wrap }),
    ...inferSecrets(subject),
    unique: inferUnique(subject, key),
    refers: {},
    open: openAt(subject),
    ...(version === undefined ? {} : { version }),
  }
}

function withReferences(resource: Resource, place: Known | undefined, all: readonly Resource[]): Resource {
  return place === undefined ? resource : { ...resource, refers: inferReferences(place.subject, resource, all) }
}

function scopesOf(resources: readonly Resource[]): Readonly<Record<string, Scope>> {
  const entries = resources
    .flatMap(({ within }) => within)
    .flatMap((each) => ('scope' in each ? [[each.scope, { parameter: each.parameter }] as const] : []))
  return Object.fromEntries(entries.toReversed())
}
