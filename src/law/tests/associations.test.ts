import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Contacts with tags, and groups with contacts as members. */
const CONTACTS = `openapi: 3.1.0
info: { title: contacts, version: '1' }
paths:
  /contacts:
    post: { requestBody: &new { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &text { type: string, minLength: 1 } } } } } }, responses: { '201': &contact { description: one, content: { application/json: { schema: &ofContact { $ref: '#/components/schemas/Contact' } } } }, '422': &no { description: refused } } }
  /contacts/{contactId}:
    parameters: &ofContactId [ { name: contactId, in: path, required: true, description: The id of an existing contact., schema: { type: integer } } ]
    get: { responses: { '200': *contact, '404': *no } }
    delete: { description: Deletes the contact., responses: { '204': &gone { description: gone }, '404': *no } }
  /contacts/{contactId}/tags/{tag}:
    parameters: [ { name: contactId, in: path, required: true, schema: { type: integer } }, { name: tag, in: path, required: true, schema: { type: string, pattern: '^[a-z0-9-]{2,24}$' } } ]
    put: { responses: { '204': *gone, '404': *no } }
    delete: { description: Takes the tag from the contact. 404 if it does not have the tag., responses: { '204': *gone, '404': *no } }
  /contacts/{contactId}/groups:
    parameters: *ofContactId
    get: { description: All groups of the contact., responses: { '200': &groups { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Group' } } } } }, '404': *no } }
  /tags:
    get: { description: Each tag with the number of contacts that have it., responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { type: object, required: [ name, contacts ], properties: { name: *text, contacts: { type: integer } } } } } } } } }
  /groups:
    get: { responses: { '200': *groups } }
    post: { requestBody: *new, responses: { '201': &group { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Group' } } } }, '422': *no } }
  /groups/{groupId}:
    parameters: &ofGroupId [ { name: groupId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *group, '404': *no } }
    delete: { responses: { '204': *gone, '404': *no } }
  /groups/{groupId}/contacts:
    parameters: *ofGroupId
    get: { description: All contacts of the group., responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: *ofContact } } } }, '404': *no } }
  /groups/{groupId}/contacts/{contactId}:
    parameters: [ { name: groupId, in: path, required: true, schema: { type: integer } }, { name: contactId, in: path, required: true, description: The id of an existing contact., schema: { type: integer } } ]
    put: { responses: { '204': *gone, '404': *no } }
    delete: { responses: { '204': *gone, '404': *no } }
components:
  schemas:
    Contact: { type: object, required: [ id, name, tags ], properties: { id: { type: integer, readOnly: true }, name: *text, tags: { type: array, readOnly: true, items: { type: string } } } }
    Group: { type: object, required: [ id, name ], properties: { id: { type: integer, readOnly: true }, name: *text } }
`

/** The document with other words in place of some. */
const documentWhere = (words: string, others: string): ApiDocument =>
  readWritten({ 'contacts.yaml': CONTACTS.replace(words, others) }).document

/** The list of the contacts in a group, as the document has it. */
const LISTED = CONTACTS.slice(
  CONTACTS.indexOf('  /groups/{groupId}/contacts:'),
  CONTACTS.indexOf('  /groups/{groupId}/contacts/{'),
)

type Fault =
  | 'tags-twice'
  | 'keeps-tag'
  | 'removes-all-tags'
  | 'has-one-tag'
  | 'unknown-tag-is-gone'
  | 'counts-deleted'
  | 'member-twice'
  | 'unknown-member'
  | 'unknown-member-later'
  | 'half-removed'
  | 'deleted-stays'
  | 'refuses'
  | 'refuses-removals'
  | 'adds-no-tag'

interface Named {
  readonly id: number
  readonly name: string
}

interface Held {
  readonly contacts: Map<number, Named & { tags: readonly string[] }>
  readonly groups: Map<number, Named>
  /** The members of groups, each as the ids of the group and of the contact; and the groups of contacts. */
  members: readonly (readonly [number, number])[]
  groupsOf: readonly (readonly [number, number])[]
  dead: readonly string[]
  /** The unknown members of groups. */
  unknown: Set<number>
  last: number
}

const status = (code: number): Response => new Response(null, { status: code })

/** A right server, but for a fault. */
function createContacts(fault?: Fault): { answer: (request: Request) => Promise<Response>; held: Held } {
  const held: Held = {
    contacts: new Map(),
    groups: new Map(),
    members: [],
    groupsOf: [],
    dead: [],
    unknown: new Set(),
    last: 0,
  }
  const leave = (pairs: Held['members'], group: number, contact: number): Held['members'] =>
    pairs.filter(([one, other]) => one !== group || other !== contact)
  const tag = (method: string, contact: Named & { tags: readonly string[] }, own: string): Response => {
    const has = contact.tags.includes(own)
    if (method === 'DELETE' && !has) return status(fault === 'unknown-tag-is-gone' ? 204 : 404)
    if (method === 'DELETE' && fault === 'refuses-removals') return status(409)
    if (method === 'DELETE')
      contact.tags =
        fault === 'keeps-tag' ? contact.tags : contact.tags.filter((one) => one !== own && fault !== 'removes-all-tags')
    else if (fault === 'has-one-tag') contact.tags = [own]
    else if (fault !== 'adds-no-tag' && (!has || fault === 'tags-twice')) contact.tags = [...contact.tags, own]
    return status(204)
  }
  const member = (method: string, group: number, contact: number): Response => {
    const isUnknown = !held.contacts.has(contact)
    if (isUnknown && fault === 'unknown-member-later') return status(202)
    if (isUnknown && fault !== 'unknown-member') return status(404)
    if (isUnknown && method === 'PUT') held.unknown.add(contact)
    if (method === 'DELETE') held.unknown.delete(contact)
    if (method === 'PUT' && fault === 'refuses') return status(404)
    if (method === 'DELETE') {
      held.members = leave(held.members, group, contact)
      if (fault !== 'half-removed') held.groupsOf = leave(held.groupsOf, group, contact)
      return status(204)
    }
    const others = fault === 'member-twice' ? held.members : leave(held.members, group, contact)
    held.members = [...others, [group, contact]]
    held.groupsOf = [...leave(held.groupsOf, group, contact), [group, contact]]
    return status(204)
  }
  const remove = (root: string, id: number): Response => {
    held.dead = [...held.dead, ...(held.contacts.get(id)?.tags ?? [])]
    ;(root === 'contacts' ? held.contacts : held.groups).delete(id)
    const stays = (pair: readonly [number, number]): boolean => !pair.includes(id)
    if (fault !== 'deleted-stays') held.members = held.members.filter(stays)
    held.groupsOf = held.groupsOf.filter(stays)
    return status(204)
  }
  const create = async (request: Request, root: string): Promise<Response> => {
    const { name } = (await request.json().catch(() => ({}))) as Partial<Named>
    if (typeof name !== 'string' || name === '') return status(422)
    held.last += 1
    const made = { id: held.last, name, ...(root === 'contacts' ? { tags: [] } : {}) }
    if (root === 'contacts') held.contacts.set(made.id, { ...made, tags: [] })
    else held.groups.set(made.id, made)
    return Response.json(made, { status: 201 })
  }
  const answer = async (request: Request): Promise<Response> => {
    const { method, url } = request
    const [, root = '', key, below, last = ''] = new URL(url).pathname.split('/')
    const tags = [...held.contacts.values()].flatMap((one) => one.tags)
    const counted = fault === 'counts-deleted' ? [...tags, ...held.dead] : tags
    if (root === 'tags')
      return Response.json(
        [...new Set(counted)].map((name) => ({ name, contacts: counted.filter((one) => one === name).length })),
      )
    if (key === undefined) return method === 'POST' ? create(request, root) : Response.json([...held.groups.values()])
    const id = Number(key)
    const [contact, group] = [root === 'contacts' ? held.contacts.get(id) : undefined, held.groups.get(id)]
    const found = root === 'contacts' ? contact : group
    if (found === undefined) return status(404)
    if (below === 'tags' && contact !== undefined) return tag(method, contact, last)
    if (below === 'groups')
      return Response.json(held.groupsOf.filter(([, one]) => one === id).map(([one]) => held.groups.get(one)))
    if (below === 'contacts' && last !== '') return member(method, id, Number(last))
    const members = held.members
      .filter(([one]) => one === id)
      .map(([, one]) => held.contacts.get(one) ?? { id: one, name: 'x', tags: [] })
    if (below === 'contacts') return Response.json(members)
    if (below === 'members') return Response.json(members.map((one) => ({ contact: one })))
    return method === 'DELETE' ? remove(root, id) : Response.json(found)
  }
  return { answer, held }
}

const DOCUMENT = documentWhere('', '')

async function toldOf(fault?: Fault, { document = DOCUMENT, cases = 6 } = {}): Promise<readonly string[]> {
  const { answer, held } = createContacts(fault)
  const report = await fireAt(document, answer, {
    level: 'should',
    selects: (id) => /sociat/.test(id),
  })
  expect([held.contacts.size, held.groups.size, held.unknown.size]).toEqual([0, 0, 0])
  expect(report.results.length).toBe(cases)
  return told(report)
}

test('a PUT and a DELETE without a body belong to the member in whose lists they show', () => {
  expect(inferModel(DOCUMENT).remarks).toEqual([])
})

test('right associations are not accused, and end with the law', async () => {
  expect(await toldOf()).toEqual([])
  expect(await toldOf('refuses')).toEqual([])
  expect(await toldOf('has-one-tag')).toEqual([])
  expect(await toldOf('unknown-member-later')).toEqual([])
  expect(await toldOf('refuses-removals')).toEqual([])
})

test.each<[Fault, string]>([
  ['tags-twice', 'association-is-listed-once[contact]'],
  ['adds-no-tag', 'association-is-listed-once[contact]'],
  ['removes-all-tags', 'association-is-listed-once[contact]'],
  ['keeps-tag', 'association-is-listed-once[contact]'],
  ['unknown-tag-is-gone', 'dissociate-again[contact]'],
  ['counts-deleted', 'deleted-member-is-not-associated[contact]'],
  ['member-twice', 'association-is-listed-once[group]'],
  ['half-removed', 'association-is-listed-once[group]'],
  ['unknown-member', 'unknown-member-is-not-associated[group]'],
  ['deleted-stays', 'deleted-member-is-not-associated[group]'],
])('the fault %s is told', async (fault, id) => {
  expect(await toldOf(fault)).toContain(`fail law.${id}`)
})

test('a status of something else, and two, say nothing of a DELETE', async () => {
  const words = '404 if it does not have the tag.'
  for (const others of ['404 if it does not have the photo.', `${words} 204 if it does not have the tag.`])
    expect(await toldOf('unknown-tag-is-gone', { document: documentWhere(words, others), cases: 5 })).toEqual([])
})

test('a deleted member in a list is a should where nothing is said of it', async () => {
  const law = 'law.deleted-member-is-not-associated[group]'
  const words = 'All contacts of the group.'
  expect(await toldOf('deleted-stays', { document: documentWhere(words, 'Contacts.') })).toEqual([`warn ${law}`])
})

test('a list of memberships shows them too', async () => {
  const path = documentWhere('/groups/{groupId}/contacts:', '/groups/{groupId}/members:')
  expect(inferModel(path).remarks).toEqual([])
  const text = LISTED.replace('items: *ofContact', 'items: { type: object, properties: { contact: *ofContact } }')
  const document = documentWhere(LISTED, text.replace('/contacts:', '/members:'))
  expect(await toldOf(undefined, { document })).toEqual([])
  expect(await toldOf('member-twice', { document })).toContain('fail law.association-is-listed-once[group]')
  expect(await toldOf('deleted-stays', { document })).toContain('warn law.deleted-member-is-not-associated[group]')
})
