import type { ApiDocument, ApiOperation } from '../../document/api-document.ts'
import { actsOnRead } from './acts-on-read.ts'
import { arrayIn } from './array-in.ts'
import { answerShape, documents, isJson, jsonOf, requestShape, successOf } from './body-schema.ts'
import type { Candidate } from './candidate.ts'
import { scalarType, type SchemaShape } from './schema-shape.ts'
import { isSameSchema, shareOf } from './similarity.ts'
import { unwrap } from './wrap.ts'
import { wordsOf } from '../../words/words.ts'

/** The operation of a candidate for each role. */
export interface Roles {
  readonly list?: ApiOperation
  readonly create?: ApiOperation
  readonly read?: ApiOperation
  readonly updates: readonly ApiOperation[]
  readonly delete?: ApiOperation
}

/** The roles of a candidate's operations, or the reason why the candidate is no resource. */
export type Assigned = { readonly roles: Roles } | { readonly reason?: string }

/** Says which operation does what, by methods, paths and schemas. */
export function assignRoles(document: ApiDocument, candidate: Candidate): Assigned {
  return candidate.keys.length === 0 ? singletonRoles(document, candidate) : memberRoles(document, candidate)
}

/** A path with a read, perhaps with an update, and without a create, a delete or items. */
function singletonRoles(document: ApiDocument, { item, name }: Candidate): Assigned {
  const read = item?.methods.get('GET')
  if (read === undefined) return {}
  const post = updatingPost(document, { item, name, read })
  const updates = post ?? ['PUT', 'PATCH'].flatMap((method) => item?.methods.get(method) ?? [])
  if (actsOnRead(read))
    return { reason: `GET ${read.path} most likely changes the target, as its name says, and is never sent` }
  if (STREAM.test(`${read.path} ${read.description ?? ''}`))
    return { reason: `GET ${read.path} most likely answers a stream without an end` }
  const hasMore = (post === undefined && item?.methods.has('POST') === true) || item?.methods.has('DELETE') === true
  if (updates.length === 0) return !hasMore && answersJson(document, read) ? { roles: { read, updates } } : {}
  const answer = answerShape(document, read)
  if (hasMore) return { reason: `${read.path} has no path of a member, and more than a read and an update` }
  if (arrayIn(document, answer)?.at === '')
    return { reason: `${read.path} answers a list that has no path of a member` }
  const alike = updates.filter((update) => isAlike(document, update, { answer, name }))
  return alike.length === 0
    ? { reason: `${read.path} takes another body than it answers` }
    : { roles: { read, updates: alike } }
}

/**
 * The POST beside a read without a key that changes what is read. It stands alone and is named an update. Its properties are those that the
 * read shows, and its answer has the schema of the read.
 */
function updatingPost(
  document: ApiDocument,
  { item, name, read }: Pick<Candidate, 'name'> & { readonly item: Candidate['item']; readonly read: ApiOperation },
): readonly ApiOperation[] | undefined {
  const post = item?.methods.get('POST')
  const hasOthers = ['PUT', 'PATCH', 'DELETE'].some((method) => item?.methods.has(method))
  if (post?.body === undefined || hasOthers || documents(post, 201) || !SETS.test(wordsIn(post))) return undefined
  const [answer, shown] = [post, read].map((one) => unwrap(document, answerShape(document, one), name).shape)
  const request = unwrap(document, requestShape(document, post), name).shape
  if (answer === undefined || shown === undefined || request.properties.size === 0) return undefined
  return isSameSchema(answer, shown) && shareOf(request, shown) === 1 ? [post] : undefined
}

/** Words of a POST that changes the one member of a path. */
const SETS = /\b(?:updates?|patch(?:es)?|modif(?:y|ies)|changes?|edits?|replaces?)\b/i

const STREAM =
  /\b(?:http|event|json|live|real[- ]?time) streams?\b|\bserver[- ]sent\b|\blong[- ]poll|\/(?:stream|sse)$/i

/** True if a success is documented as JSON. A GET of another type may be a download, a page or a stream without an end. */
function answersJson(document: ApiDocument, read: ApiOperation): boolean {
  const [media = ''] = jsonOf(successOf(read)?.response.content ?? {}) ?? []
  return isJson(media) || answerShape(document, read).types.some((type) => type === 'object' || type === 'array')
}

/** True if the update takes most of what the read answers, each within its wrap. */
function isAlike(
  document: ApiDocument,
  update: ApiOperation,
  { answer, name }: { readonly answer: SchemaShape; readonly name: string },
): boolean {
  const request = requestShape(document, update)
  if (isSameSchema(request, answer)) return true
  const [taken, shown] = [request, answer].map((body) => unwrap(document, body, name).shape)
  if (taken === undefined || shown === undefined) return false
  return isSameSchema(taken, shown) || (shareOf(taken, shown) ?? 0) >= 0.5
}

function memberRoles(document: ApiDocument, candidate: Candidate): Assigned {
  const { item } = candidate
  const read = readOf(document, item?.methods.get('GET'))
  const list = findList(document, candidate, read)
  const member = memberShape(document, candidate, { list, read })
  const create = findCreate(document, candidate, member)
  const updates = findUpdates(document, candidate, { create, member })
  const remove = item?.methods.get('DELETE')
  // Members that cannot be found again are no resource, and neither is a read at an address that nothing tells.
  const isSeen = read !== undefined || list !== undefined || remove !== undefined
  const isMore =
    create !== undefined || list !== undefined || (read !== undefined && (updates.length > 0 || remove !== undefined))
  if (!isSeen || !isMore) return {}
  return {
    roles: {
      ...(list === undefined ? {} : { list }),
      ...(create === undefined ? {} : { create }),
      ...(read === undefined ? {} : { read }),
      updates,
      ...(remove === undefined ? {} : { delete: remove }),
    },
  }
}

/** A read answers one member. A path with a parameter that answers an array is a search. */
function readOf(document: ApiDocument, get: ApiOperation | undefined): ApiOperation | undefined {
  const isRead = get !== undefined && !actsOnRead(get) && arrayIn(document, answerShape(document, get))?.at !== ''
  return isRead ? get : undefined
}

function findList(
  document: ApiDocument,
  { collection, name }: Candidate,
  read: ApiOperation | undefined,
): ApiOperation | undefined {
  const get = collection?.methods.get('GET')
  if (get === undefined || actsOnRead(get)) return undefined
  const answer = answerShape(document, get)
  const array = arrayIn(document, answer)
  if (array === undefined) return answer.types.length === 0 ? get : undefined
  const member = unwrap(document, answerShape(document, read), name).shape
  // A list of keys, as texts, shows no members.
  if (scalarType(array.items) !== undefined && member.properties.size > 0) return undefined
  return isSameSchema(array.items, member) || (shareOf(array.items, member) ?? 1) >= 0.5 ? get : undefined
}

interface Known {
  readonly list?: ApiOperation | undefined
  readonly read?: ApiOperation | undefined
  readonly create?: ApiOperation | undefined
}

/** The view of a member in answers: of the read, else of the list, else of the create. */
export function memberShape(document: ApiDocument, { name }: Candidate, { list, read, create }: Known): SchemaShape {
  const answer = unwrap(document, answerShape(document, read), name).shape
  if (answer.properties.size > 0) return answer
  const items = list === undefined ? undefined : arrayIn(document, answerShape(document, list))?.items
  return items !== undefined && items.properties.size > 0
    ? items
    : unwrap(document, answerShape(document, create), name).shape
}

/** POST on the collection, which takes or answers a member; else POST on the item; else a PUT on the item that may create. */
function findCreate(document: ApiDocument, candidate: Candidate, member: SchemaShape): ApiOperation | undefined {
  const { collection, item } = candidate
  const post = collection?.methods.get('POST')
  if (post !== undefined) {
    const isOne = isSameSchema(unwrap(document, answerShape(document, post), candidate.name).shape, member)
    return isOne || creates(document, post, { candidate, member }) ? post : undefined
  }
  const itemPost = item?.methods.get('POST')
  const put = item?.methods.get('PUT')
  // A POST on an item of no collection may restore or move the member.
  const isCreate = itemPost !== undefined && collection?.methods.has('GET') === true
  if (isCreate && creates(document, itemPost, { candidate, member })) return itemPost
  return put !== undefined && putCreates(document, put, candidate) ? put : undefined
}

/** A PUT creates where it documents 201. Else a member that can be deleted is made by it, where nothing else makes such members. */
function putCreates(document: ApiDocument, put: ApiOperation, { item, name }: Candidate): boolean {
  if (documents(put, 201)) return true
  if (put.body === undefined || item?.methods.has('DELETE') !== true) return false
  const isCalledSo = wordsOf(put.id).some((word) => word === 'upsert' || word === 'create')
  if (!isCalledSo && documents(put, 404)) return false
  const member = unwrap(document, answerShape(document, put), name).shape
  return !document.operations.some(
    (other) =>
      other.method === 'POST' && isSameSchema(unwrap(document, answerShape(document, other), name).shape, member),
  )
}

interface Looks {
  readonly candidate: Candidate
  readonly member: SchemaShape
}

/** True if the request looks like a member. A POST that takes something else is a search or an action. */
function creates(document: ApiDocument, post: ApiOperation, { candidate, member }: Looks): boolean {
  if (successOf(post) === undefined || post.body === undefined) return false
  const { at, shape: request } = unwrap(document, requestShape(document, post), candidate.name)
  if (at !== '' || isSameSchema(request, member)) return true
  if (documents(post, 201) && arrayIn(document, answerShape(document, post)) === undefined) return true
  return (shareOf(request, member) ?? 1) >= 0.5
}

/** PUT and PATCH on the item; else a PUT on the collection whose body names the member; else a POST on the item beside another create. */
function findUpdates(
  document: ApiDocument,
  { collection, item }: Candidate,
  { create, member }: { readonly create: ApiOperation | undefined; readonly member: SchemaShape },
): readonly ApiOperation[] {
  const own = ['PUT', 'PATCH'].flatMap((method) => item?.methods.get(method) ?? [])
  const post = item?.methods.get('POST')
  const isUpdate =
    post?.body !== undefined &&
    create !== undefined &&
    create !== post &&
    (shareOf(requestShape(document, post), requestShape(document, create)) ?? 0) >= 0.6
  // Beside a PUT, a POST may do anything else, such as move the member.
  if (own.length > 0) return isUpdate && isOnlyPut(own) && UPDATES.test(wordsIn(post)) ? [...own, post] : own
  const put = collection?.methods.get('PUT')
  if (put !== undefined && isSameSchema(requestShape(document, put), member)) return [put]
  return isUpdate ? [post] : []
}

/** Words of a POST that changes a part of a member. */
const UPDATES = /\b(?:partial(?:ly)?|patch(?:es)?|updates?|modif(?:y|ies)|changes?)\b/i

function wordsIn({ id, description = '' }: ApiOperation): string {
  return `${wordsOf(id).join(' ')} ${description}`
}

function isOnlyPut(updates: readonly ApiOperation[]): boolean {
  return updates.every(({ method }) => method === 'PUT')
}
