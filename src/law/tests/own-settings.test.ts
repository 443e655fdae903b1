import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const SCHEMAS = `components:
  schemas:
    Change: { type: object, additionalProperties: false, properties: { name: { type: string, minLength: 1, maxLength: 60 }, currency: { type: string, enum: [ usd, eur, gbp ] } } }
    Account: { type: object, required: [ id, name, currency ], properties: { id: { type: string }, name: { type: string }, currency: { type: string, enum: [ usd, eur, gbp ] } } }
`
const ONE = "{ description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }"
const BODY = "{ required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } } }"

const documentOf = (path: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'account.yaml': `openapi: 3.1.0\ninfo: { title: account, version: '1' }\npaths:\n  /account:\n${path}${SCHEMAS}`,
  }).document

/** One account, which a POST changes. */
const POSTED = documentOf(`    get: { responses: { '200': ${ONE} } }
    post: { operationId: updateAccount, requestBody: ${BODY}, responses: { '200': ${ONE}, '400': { description: refused } } }
`)

/** One account with a version, which a PUT must name. */
const VERSIONED = documentOf(
  `    get: { responses: { '200': { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } } } }
    put: { parameters: [ { name: If-Match, in: header, schema: { type: string } } ], requestBody: ${BODY.replace('Change', 'Whole')}, responses: { '200': ${ONE}, '400': { description: refused }, '412': { description: stale }, '428': { description: If-Match is missing } } }
`.replace('#/components/schemas/Whole', '#/components/schemas/Change'),
)

interface Mode {
  readonly keeps?: boolean
  readonly needsVersion?: boolean
}

function createAccount({ keeps = false, needsVersion = false }: Mode): (request: Request) => Promise<Response> {
  const first: Readonly<Record<string, unknown>> = { id: 'a1', name: 'Depot', currency: 'usd' }
  let [account, version] = [first, 1]
  const shown = (): Response => Response.json(account, { headers: { ETag: `"${version}"` } })
  return async (request) => {
    if (new URL(request.url).pathname !== '/account') return new Response(null, { status: 404 })
    if (request.method === 'GET') return shown()
    if (request.method !== (needsVersion ? 'PUT' : 'POST')) return new Response(null, { status: 405 })
    const match = request.headers.get('if-match')
    if (needsVersion && match === null) return new Response(null, { status: 428 })
    if (needsVersion && match !== '*' && match !== `"${version}"`) return new Response(null, { status: 412 })
    const sent: unknown = await request.json().catch(() => null)
    const isKnown = isObject(sent) && Object.keys(sent).every((name) => name === 'name' || name === 'currency')
    if (!isKnown) return new Response(null, { status: 400 })
    const { name = account['name'], currency = account['currency'] } = sent
    const isFit = typeof name === 'string' && name.length > 0 && name.length <= 60
    if (!isFit || !['usd', 'eur', 'gbp'].includes(String(currency))) return new Response(null, { status: 400 })
    account = { ...account, name: keeps ? account['name'] : name, currency }
    version += 1
    return shown()
  }
}

test('a POST that updates what a GET of its path reads is no create', () => {
  const { account } = inferModel(POSTED).resources
  expect(account).toMatchObject({ singleton: true, updates: [{ operation: 'updateAccount' }] })
  expect(account?.create).toBeUndefined()
})

test.each([
  [POSTED, {}, []],
  [POSTED, { keeps: true }, ['fail law.update-shows[account]']],
  [VERSIONED, { needsVersion: true }, []],
  [VERSIONED, { needsVersion: true, keeps: true }, ['fail law.update-shows[account]']],
] as const)('an account that is updated: %#', async (document, mode, expected) => {
  const report = await fireAt(document, createAccount(mode), { selects: (id) => id.startsWith('law.update-shows') })
  expect(told(report)).toEqual(expected)
  expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
})
