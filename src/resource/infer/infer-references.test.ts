import { expect, test } from 'vitest'
import { documentOf, INTEGER, listOf, ref, TEXT } from '../document.test-support.ts'
import { resource, told } from '../users.test-support.ts'

const whole = (path: string, name: string): Parameters<typeof documentOf>[0] => ({
  [`GET ${path}`]: { answers: { 200: listOf(name) } },
  [`POST ${path}`]: { body: ref(name), answers: { 201: ref(name) } },
  [`GET ${path}/{id}`]: { answers: { 200: ref(name), 404: {} }, path: { id: INTEGER } },
  [`DELETE ${path}/{id}`]: { answers: { 204: undefined } },
})

const NAMED = { type: 'object', properties: { id: { ...INTEGER, readOnly: true }, name: TEXT } }

/** The references of an order with a property, beside users, teams and products. */
const refers = (properties: object): Readonly<Record<string, string>> => {
  const order = { type: 'object', properties: { id: { ...INTEGER, readOnly: true }, ...properties } }
  const paths = { ...whole('/orders', 'Order'), ...whole('/users', 'User'), ...whole('/tax-codes', 'TaxCode') }
  const document = documentOf(paths, { Order: order, User: NAMED, TaxCode: NAMED })
  return Object.fromEntries(Object.entries(resource(document, 'order').refers).map(([at, fact]) => [at, told(fact)]))
}

test.each([
  ['userId', '/userId', 'user'],
  ['user_id', '/user_id', 'user'],
  ['taxCodeID', '/taxCodeID', 'taxCode'],
  ['billedUserRef', '/billedUserRef', 'user'],
  ['user', '/user', 'user'],
  ['ownerId', '/ownerId', 'user'],
])('%s names a member of the resource of that name', (name, at, to) => {
  expect(refers({ [name]: INTEGER })).toEqual({ [at]: `"${to}" (guess)` })
})

test.each(['user', 'buyer'])('the property %s names a member where its description says so', (name) => {
  const bounded = { ...INTEGER, maximum: 100 }
  expect(refers({ [name]: bounded })).toEqual({})
  expect(refers({ [name]: { ...bounded, 'x-key-of': 'user' } })).toEqual({ [`/${name}`]: '"user" (guess)' })
  expect(refers({ [name]: { ...bounded, 'x-key-of': 'user of another system' } })).toEqual({})
})

test('a number with the bound of the key names a member', () => {
  const key = { ...INTEGER, minimum: 1 }
  const user = { 'GET /users/{id}': { answers: { 200: ref('User'), 404: {} }, path: { id: key } } }
  const order = { type: 'object', properties: { id: { ...INTEGER, readOnly: true }, user: key } }
  const document = documentOf(
    { ...whole('/orders', 'Order'), ...whole('/users', 'User'), ...user },
    { Order: order, User: NAMED },
  )
  expect(Object.keys(resource(document, 'order').refers)).toEqual(['/user'])
})

test('a path that has the key as a text, and members that have it as a number, are one key', () => {
  const user = { 'GET /users/{id}': { answers: { 200: ref('User'), 404: {} }, path: { id: TEXT } } }
  const order = { type: 'object', properties: { id: { ...INTEGER, readOnly: true }, user_id: INTEGER } }
  const document = documentOf(
    { ...whole('/orders', 'Order'), ...whole('/users', 'User'), ...user },
    { Order: order, User: NAMED },
  )
  expect(Object.keys(resource(document, 'order').refers)).toEqual(['/user_id'])
})

test.each([
  ['/copies/{copyId}', { '/copyId': '"copy" (guess)' }],
  ['/users/{id}/copies/{copyId}', {}],
])('a member below another resource is named where its path has its key alone: %s', (path, expected) => {
  const parameters = path.startsWith('/users') ? { id: INTEGER, copyId: INTEGER } : { copyId: INTEGER }
  const copies: Parameters<typeof documentOf>[0] = {
    'GET /users/{id}/copies': { answers: { 200: listOf('Copy') }, path: { id: INTEGER } },
    'POST /users/{id}/copies': { body: ref('Copy'), answers: { 201: ref('Copy') }, path: { id: INTEGER } },
    [`GET ${path}`]: { answers: { 200: ref('Copy'), 404: {} }, path: parameters },
    [`DELETE ${path}`]: { answers: { 204: undefined }, path: parameters },
  }
  const loan = { type: 'object', properties: { id: { ...INTEGER, readOnly: true }, copyId: INTEGER } }
  const document = documentOf(
    { ...whole('/loans', 'Loan'), ...whole('/users', 'User'), ...copies },
    { Loan: loan, User: NAMED, Copy: NAMED },
  )
  const facts = Object.entries(resource(document, 'loan').refers).map(([at, fact]) => [
    at,
    `"${fact.value}" (${fact.certainty})`,
  ])
  expect(Object.fromEntries(facts)).toEqual(expected)
})

test('keys in a list, and in the items of a list, name members', () => {
  const line = { type: 'object', properties: { count: INTEGER, taxCodeId: INTEGER } }
  const properties = { userIds: { type: 'array', items: INTEGER }, lines: { type: 'array', items: line } }
  expect(refers(properties)).toEqual({ '/userIds/*': '"user" (guess)', '/lines/*/taxCodeId': '"taxCode" (guess)' })
})

test('the id of an object that has the name of a resource names a member', () => {
  const id = { type: 'object', properties: { id: INTEGER } }
  const author = { type: 'object', properties: { data: id } }
  const tags = { type: 'object', properties: { data: { type: 'array', items: id } } }
  const relationships = { type: 'object', properties: { user: author, taxCodes: tags } }
  expect(refers({ user: id, relationships })).toEqual({
    '/user/id': '"user" (guess)',
    '/relationships/user/data/id': '"user" (guess)',
    '/relationships/taxCodes/data/*/id': '"taxCode" (guess)',
  })
})

const KEYS: Readonly<Record<string, string>> = {
  '/products': 'sku',
  '/houses': 'houseCode',
  '/teams': 'slug',
  '/queues': 'name',
}

const item = (path: string, schema: string): Parameters<typeof documentOf>[0] => ({
  [`GET ${path}`]: { answers: { 200: listOf(schema) } },
  [`GET ${path}/{${KEYS[path] ?? 'id'}}`]: { answers: { 200: ref(schema), 404: {} } },
  [`POST ${path}`]: { body: ref(schema), answers: { 201: ref(schema) } },
})

test('a property that has the name of another key, or of a resource and its key, names a member', () => {
  const product = {
    type: 'object',
    properties: { sku: TEXT, houseCode: TEXT, teamSlug: TEXT, slug: TEXT, number: TEXT },
  }
  const named = { type: 'object', properties: { name: TEXT } }
  const paths = { ...item('/products', 'Product'), ...item('/houses', 'Named'), ...item('/teams', 'Named') }
  const { refers: found } = resource(documentOf(paths, { Product: product, Named: named }), 'product')
  expect(Object.entries(found).map(([at, fact]) => `${at} ${fact.value}`)).toEqual([
    '/houseCode house',
    '/teamSlug team',
  ])
})

test('a name that must exist, and a text with a wide bound, name members', () => {
  const task = {
    type: 'object',
    properties: { queueName: { ...TEXT, 'x-must-exist': true }, team: { ...TEXT, maxLength: 5000 }, teamName: TEXT },
  }
  const named = { type: 'object', properties: { name: TEXT } }
  const paths = { ...item('/tasks', 'Task'), ...item('/queues', 'Named'), ...item('/teams', 'Named') }
  const { refers: found } = resource(documentOf(paths, { Task: task, Named: named }), 'task')
  expect(Object.entries(found).map(([at, fact]) => `${at} ${fact.value}`)).toEqual(['/queueName queue', '/team team'])
})

test.each<[string, string, object]>([
  ['the resource itself', 'orderId', INTEGER],
  ['a key of another type', 'userId', TEXT],
  ['a property of the server', 'userId', { ...INTEGER, readOnly: true }],
  ['a count of a resource', 'users', INTEGER],
  ['a name that only ends like a resource', 'paidUser', INTEGER],
  ['a number with a rule of its own', 'user', { ...INTEGER, minimum: 1 }],
  ['a resource that the document lacks', 'shopId', INTEGER],
])('%s is no reference: %s', (_, name, schema) => {
  expect(refers({ [name]: schema })).toEqual({})
})

test('a schema that contains itself ends', () => {
  expect(refers({ lines: listOf('Order'), userId: INTEGER })).toMatchObject({ '/userId': '"user" (guess)' })
})

test('what a member stands below is named in its path, and not in its body', () => {
  const task = { type: 'object', properties: { id: { ...INTEGER, readOnly: true }, userId: INTEGER } }
  const paths = { ...whole('/users', 'User'), ...whole('/users/{userId}/tasks', 'Task') }
  expect(resource(documentOf(paths, { User: NAMED, Task: task }), 'task').refers).toEqual({})
})

const IN_TAX = {
  taxed: { type: 'object', properties: { id: INTEGER, type: { type: 'string', enum: ['tax_code_reference'] } } },
}

test.each<[object, Readonly<Record<string, string>>]>([
  [
    { rate: { type: 'object', properties: { id: { ...INTEGER, 'x-key-of': 'tax code of the' } } } },
    { '/rate/id': '"taxCode" (guess)' },
  ],
  [IN_TAX, { '/taxed/id': '"taxCode" (guess)' }],
  [{ lines: { type: 'array', items: IN_TAX.taxed } }, { '/lines/*/id': '"taxCode" (guess)' }],
  [{ note: { type: 'string', 'x-key-of': 'tax code' } }, {}],
])('words of the document tell the resource whose member %j names', (properties, expected) => {
  expect(refers(properties)).toEqual(expected)
})
