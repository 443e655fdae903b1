import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Accounts of an API that wants its version in the query of each request, and a tenant in a header. Each region is one of a few. */
const ACCOUNTS = `openapi: 3.1.0
info: { title: accounts, version: '1' }
paths:
  /accounts:
    parameters: &all [ { name: api-version, in: query, required: true, schema: { enum: [ '2024-05-01' ] } }, { name: X-Tenant, in: header, required: true, schema: { enum: [ blue ] } } ]
    get: { operationId: listAccounts, responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { value: { type: array, items: { $ref: '#/components/schemas/Account' } } } } } } }, '400': &no { description: refused } } }
  /accounts/{accountName}:
    parameters: [ { name: accountName, in: path, required: true, schema: { type: string, pattern: '^[a-z][a-z0-9]{2,23}$' } }, { name: api-version, in: query, required: true, schema: { enum: [ '2024-05-01' ] } }, { name: X-Tenant, in: header, required: true, schema: { enum: [ blue ] } } ]
    get: { operationId: getAccount, responses: { '200': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }, '400': *no, '404': *no } }
    put: { operationId: putAccount, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewAccount' } } } }, responses: { '200': *one, '201': *one, '400': *no } }
    delete: { operationId: deleteAccount, responses: { '200': { description: gone }, '204': { description: nothing to delete }, '400': *no, '404': { description: no such tenant } } }
components:
  schemas:
    NewAccount: { type: object, required: [ location, size ], properties: { location: { enum: [ westeurope, eastus, japaneast ], type: string }, size: { type: integer, minimum: 1, maximum: 9 } } }
    Account: { type: object, required: [ name, location, size ], properties: { name: { type: string, readOnly: true }, location: { type: string }, size: { type: integer } } }
`

const { document } = readWritten({ 'accounts.yaml': ACCOUNTS })

type Difference = 'takes-any-size'

const LOCATIONS: ReadonlySet<unknown> = new Set(['westeurope', 'eastus', 'japaneast'])
const json = (status: number, body: unknown): Response => Response.json(body, { status })

async function fire(difference?: Difference) {
  const accounts = new Map<string, unknown>()
  let unversioned = 0
  const put = (name: string, sent: unknown): Response => {
    const { location, size } = isObject(sent) ? sent : {}
    const isSize = Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 9
    if (!LOCATIONS.has(location) || !(isSize || difference === 'takes-any-size')) return json(400, {})
    const status = accounts.has(name) ? 200 : 201
    accounts.set(name, { name, location, size })
    return json(status, accounts.get(name))
  }
  const report = await fireAt(document, async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const isAsked = searchParams.get('api-version') === '2024-05-01' && request.headers.get('x-tenant') === 'blue'
    if (request.method === 'DELETE' && !isAsked) unversioned += 1
    if (!isAsked) return json(400, {})
    const [, , name] = pathname.split('/')
    if (name === undefined)
      return request.method === 'GET' ? json(200, { value: [...accounts.values()] }) : json(405, {})
    if (!/^[a-z][a-z0-9]{2,23}$/.test(name)) return json(400, {})
    if (request.method === 'GET') return accounts.has(name) ? json(200, accounts.get(name)) : json(404, {})
    if (request.method === 'DELETE') return new Response(null, { status: accounts.delete(name) ? 200 : 204 })
    if (request.method !== 'PUT') return json(405, {})
    if (request.headers.get('content-type') !== 'application/json') return json(400, {})
    const text = await request.text()
    try {
      return put(name, JSON.parse(text))
    } catch {
      return json(400, {})
    }
  })
  return { told: told(report).filter((one) => !one.includes('unsupported-methods')), held: accounts.size, unversioned }
}

test('the clean-up sends the parameters that a delete requires, and a second delete may be answered 204', async () => {
  expect(await fire()).toEqual({ told: [], held: 0, unversioned: 0 })
})

test('a value of a few that has ten letters is no word of the run', async () => {
  const { told: found, held } = await fire('takes-any-size')
  expect(found).toContain('fail law.invalid-create-is-refused[account]')
  expect(held).toBe(0)
})
