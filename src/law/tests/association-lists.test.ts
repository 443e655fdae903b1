import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Lists of profiles, whose relationships are written by lists of keys, as JSON:API has them. */
const LISTS = `openapi: 3.1.0
info: { title: lists, version: '1' }
paths:
  /lists:
    get: { operationId: listLists, responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/List' } } } } } } } } }
    post: { operationId: createList, requestBody: { required: true, content: { application/json: { schema: { type: object, required: [data], properties: { data: { type: object, required: [type, attributes], properties: { type: { type: string, enum: [list] }, attributes: { type: object, required: [name], properties: { name: { type: string, minLength: 1 } } }, relationships: { type: object, properties: { profiles: { $ref: '#/components/schemas/ProfileIds' } } } } } } } } } }, responses: { '201': { $ref: '#/components/responses/List' }, '422': { description: refused } } }
  /lists/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getList, responses: { '200': { $ref: '#/components/responses/List' }, '404': { description: none } } }
    delete: { operationId: deleteList, responses: { '204': { description: gone }, '404': { description: none } } }
  /lists/{id}/profiles:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getListProfiles, description: All profiles of the list., responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Profile' } } } } } } }, '404': { description: none } } }
  /lists/{id}/relationships/profiles:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getListProfileIds, description: The profiles of the list., responses: { '200': { description: all, content: { application/json: { schema: { $ref: '#/components/schemas/ProfileIds' } } } }, '404': { description: none } } }
    post: { operationId: addProfiles, description: Adds profiles to the list. A profile that is in the list already stays there once., requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/ProfileIds' } } } }, responses: { '204': { description: added }, '404': { description: the list or a profile does not exist. Nothing is added then. } } }
    delete: { operationId: removeProfiles, description: Removes profiles from the list., requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/ProfileIds' } } } }, responses: { '204': { description: removed }, '404': { description: none } } }
    patch: { operationId: setProfiles, description: Replaces all profiles of the list., requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/ProfileIds' } } } }, responses: { '204': { description: set }, '404': { description: the list or a profile does not exist } } }
  /profiles:
    get: { operationId: listProfiles, responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Profile' } } } } } } } } }
    post: { operationId: createProfile, requestBody: { required: true, content: { application/json: { schema: { type: object, required: [data], properties: { data: { type: object, required: [type, attributes], properties: { type: { type: string, enum: [profile] }, attributes: { type: object, required: [name], properties: { name: { type: string, minLength: 1 } } } } } } } } } }, responses: { '201': { $ref: '#/components/responses/Profile' }, '422': { description: refused } } }
  /profiles/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getProfile, responses: { '200': { $ref: '#/components/responses/Profile' }, '404': { description: none } } }
    delete: { operationId: deleteProfile, description: Deletes the profile and takes it out of all lists., responses: { '204': { description: gone }, '404': { description: none } } }
  /profiles/{id}/lists:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getProfileLists, description: All lists of the profile., responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/List' } } } } } } }, '404': { description: none } } }
components:
  responses:
    List: { description: one, content: { application/json: { schema: { type: object, required: [data], properties: { data: { $ref: '#/components/schemas/List' } } } } } }
    Profile: { description: one, content: { application/json: { schema: { type: object, required: [data], properties: { data: { $ref: '#/components/schemas/Profile' } } } } } }
  schemas:
    ProfileIds: { type: object, required: [data], properties: { data: { type: array, items: { type: object, required: [type, id], properties: { type: { type: string, enum: [profile] }, id: { type: string } } } } } }
    List: { type: object, required: [type, id, attributes], properties: { type: { type: string, enum: [list] }, id: { type: string }, attributes: { type: object, required: [name], properties: { name: { type: string }, profile_count: { type: integer, description: The number of profiles in the list. } } }, relationships: { type: object, properties: { profiles: { $ref: '#/components/schemas/ProfileIds' } } } } }
    Profile: { type: object, required: [type, id, attributes], properties: { type: { type: string, enum: [profile] }, id: { type: string }, attributes: { type: object, required: [name], properties: { name: { type: string } } } } }
`

const documentWhere = (words: string, others: string): ApiDocument =>
  readWritten({ 'lists.yaml': LISTS.replace(words, others) }).document

const DOCUMENT = documentWhere('', '')

type Fault =
  | 'adds-twice'
  | 'adds-twice-within'
  | 'removes-all'
  | 'keeps-removed'
  | 'half-removed'
  | 'set-adds'
  | 'set-keeps-one'
  | 'unknown-added'
  | 'half-added'
  | 'stale-count'
  | 'deleted-stays'
  | 'create-drops'

interface Identifier {
  readonly type: string
  readonly id: string
}

interface Written {
  readonly data?: Partial<Identifier> & {
    readonly attributes?: { readonly name?: unknown }
    readonly relationships?: { readonly profiles?: { readonly data?: unknown } }
  }
}

interface Pair {
  readonly list: string
  readonly profile: string
}

const status = (code: number): Response => new Response(null, { status: code })

/** The ids of a list of profiles. Undefined for any other value. */
function idsIn(data: unknown): readonly string[] | undefined {
  if (!Array.isArray(data)) return undefined
  const items = data as readonly Partial<Identifier>[]
  if (!items.every((one) => one?.type === 'profile' && typeof one.id === 'string')) return undefined
  return items.map(({ id = '' }) => id)
}

/** A right server, but for a fault. */
function createLists(fault?: Fault): (request: Request) => Promise<Response> {
  const names = { list: new Map<string, string>(), profile: new Map<string, string>() }
  const counts = new Map<string, number>()
  let pairs: Pair[] = []
  let backward: Pair[] = []
  let last = 0
  const shown = (kind: 'list' | 'profile', id: string): object => {
    const count = fault === 'stale-count' ? (counts.get(id) ?? 0) : new Set(profilesOf(id)).size
    const attributes = { name: names[kind].get(id), ...(kind === 'list' ? { profile_count: count } : {}) }
    const data = profilesOf(id).map((one) => ({ type: 'profile', id: one }))
    return { type: kind, id, attributes, ...(kind === 'list' ? { relationships: { profiles: { data } } } : {}) }
  }
  const profilesOf = (list: string): readonly string[] =>
    pairs.filter((pair) => pair.list === list).map(({ profile }) => profile)
  const add = (list: string, ids: readonly string[]): void => {
    const before = new Set(profilesOf(list))
    for (const profile of ids) {
      const isThere = fault === 'adds-twice-within' ? before.has(profile) : profilesOf(list).includes(profile)
      if (fault === 'adds-twice' || !isThere) pairs.push({ list, profile })
      if (!isThere) backward.push({ list, profile })
      counts.set(list, (counts.get(list) ?? 0) + 1)
    }
  }
  const remove = (list: string, ids: readonly string[]): void => {
    const stays = (pair: Pair): boolean => pair.list !== list || !ids.includes(pair.profile)
    if (fault === 'keeps-removed') return
    pairs = pairs.filter((pair) => stays(pair) && (fault !== 'removes-all' || pair.list !== list))
    if (fault !== 'half-removed') backward = backward.filter(stays)
  }
  const relate = async (request: Request, list: string): Promise<Response> => {
    if (request.method === 'GET')
      return Response.json({ data: profilesOf(list).map((id) => ({ type: 'profile', id })) })
    const body = (await request.json().catch(() => ({}))) as { readonly data?: unknown } | null
    const ids = idsIn(body?.data)
    if (ids === undefined) return status(422)
    if (request.method === 'DELETE') {
      remove(list, ids)
      return status(204)
    }
    const unknown = ids.filter((id) => !names.profile.has(id))
    if (unknown.length > 0 && fault === 'half-added')
      add(
        list,
        ids.filter((id) => names.profile.has(id)),
      )
    if (unknown.length > 0 && fault !== 'unknown-added') return status(404)
    if (request.method === 'PATCH' && fault !== 'set-adds')
      remove(list, profilesOf(list).slice(fault === 'set-keeps-one' && ids.length === 0 ? 1 : 0))
    add(list, ids)
    return status(204)
  }
  const drop = (kind: 'list' | 'profile', id: string): Response => {
    names[kind].delete(id)
    const stays = (pair: Pair): boolean => pair[kind] !== id
    if (fault !== 'deleted-stays') pairs = pairs.filter(stays)
    backward = backward.filter(stays)
    return status(204)
  }
  const create = async (request: Request, kind: 'list' | 'profile'): Promise<Response> => {
    const body = (await request.json().catch(() => ({}))) as Written | null
    const name = body?.data?.attributes?.name
    if (typeof name !== 'string' || name === '' || body?.data?.type !== kind) return status(422)
    const { profiles } = body.data.relationships ?? {}
    const ids = profiles === undefined ? [] : idsIn(profiles.data)
    if (ids === undefined || ids.some((one) => !names.profile.has(one))) return status(422)
    last += 1
    names[kind].set(String(last), name)
    if (fault !== 'create-drops') add(String(last), ids)
    return Response.json({ data: shown(kind, String(last)) }, { status: 201 })
  }
  return async (request) => {
    const { method, url } = request
    const [, root = '', id, below, relation] = new URL(url).pathname.split('/')
    const kind = root === 'lists' ? 'list' : 'profile'
    if (id === undefined && method === 'POST') return create(request, kind)
    if (id === undefined) return Response.json({ data: [...names[kind].keys()].map((one) => shown(kind, one)) })
    if (!names[kind].has(id)) return status(404)
    if (relation !== undefined) return relate(request, id)
    if (below === 'profiles') return Response.json({ data: profilesOf(id).map((one) => shown('profile', one)) })
    if (below === 'lists')
      return Response.json({ data: backward.filter((one) => one.profile === id).map((one) => shown('list', one.list)) })
    return method === 'DELETE' ? drop(kind, id) : Response.json({ data: shown(kind, id) })
  }
}

async function toldOf(fault?: Fault, document = DOCUMENT): Promise<readonly string[]> {
  const report = await fireAt(document, createLists(fault), {
    level: 'should',
    selects: (id) => /sociat|create-shows/.test(id),
  })
  expect(
    report.results.filter(({ status: one }) => one === 'pass' || one === 'fail' || one === 'warn').length,
  ).toBeGreaterThan(3)
  return told(report)
}

test('relationships belong to the member in whose lists they show', () => {
  expect(inferModel(DOCUMENT).remarks).toEqual([])
})

test('right relationships are not accused', async () => {
  expect(await toldOf()).toEqual([])
})

test.each<[Fault, string]>([
  ['adds-twice', 'fail law.association-is-listed-once[list]'],
  ['adds-twice-within', 'fail law.association-is-listed-once[list]'],
  ['removes-all', 'fail law.association-is-listed-once[list]'],
  ['keeps-removed', 'fail law.association-is-listed-once[list]'],
  ['half-removed', 'fail law.association-is-listed-once[list]'],
  ['stale-count', 'fail law.association-is-listed-once[list]'],
  ['set-adds', 'fail law.association-set-replaces[list]'],
  ['set-keeps-one', 'fail law.association-set-replaces[list]'],
  ['unknown-added', 'fail law.unknown-member-is-not-associated[list]'],
  ['half-added', 'fail law.unknown-member-is-not-associated[list]'],
  ['create-drops', 'fail law.create-shows-member[list]'],
  ['deleted-stays', 'fail law.deleted-member-is-not-associated[list]'],
])('the fault %s is told', async (fault, id) => {
  expect(await toldOf(fault)).toContain(id)
})

test('a PATCH that may add, and a request that may be done in part, are shoulds', async () => {
  const words = documentWhere('Replaces all profiles of the list.', 'Profiles of the list.')
  expect(await toldOf('set-adds', words)).toEqual(['warn law.association-set-replaces[list]'])
  const part = documentWhere('. Nothing is added then', '')
  expect(await toldOf('half-added', part)).toEqual(['warn law.unknown-member-is-not-associated[list]'])
})
