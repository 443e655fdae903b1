import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Rows whose rules stand in words: a number hangs on the kind, and a text names an item of a list beside it. */
const ROWS = `openapi: 3.1.0
info: { title: rows, version: '1' }
paths:
  /rows:
    get: { operationId: listRows, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &row { $ref: '#/components/schemas/Row' } } } } } } }
    post:
      operationId: createRow
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewRow' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *row } } }, '409': &no { description: refused }, '422': *no }
  /rows/{rowId}:
    parameters: [ { name: rowId, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: readRow, responses: { '200': *one, '404': *no } }
    put: { operationId: replaceRow, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewRow' } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { operationId: deleteRow, responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewRow: &new
      type: object
      additionalProperties: false
      required: [ kind, amount, options, first ]
      properties:
        kind: { type: string, enum: [ in, out ] }
        amount: { type: integer, minimum: 0, maximum: 900, description: At least 2 for \`in\` }
        options: { type: array, minItems: 2, maxItems: 5, items: { type: object, additionalProperties: false, required: [ key ], properties: { key: { type: string, pattern: '^[a-z0-9]+$', maxLength: 20 } } } }
        first: { type: string, description: The key of one of the options }
    Row: { <<: *new, required: [ id ], properties: { id: { type: integer, readOnly: true }, kind: { type: string }, amount: { type: integer }, options: { type: array, items: { type: object, properties: { key: { type: string } } } }, first: { type: string } } }
`
  .replaceAll('\\`', '`')
  .replace('<<: *new, ', 'type: object, ')

const { document } = readWritten({ 'rows.yaml': ROWS })

/** A server of rows that keeps the rules in words, and says that nothing is there to go out. */
async function fire({ outStatus = 409, loses = '' } = {}) {
  const rows = new Map<number, object>()
  let last = 0
  const report = await fireAt(document, async (request) => {
    const [, , id] = new URL(request.url).pathname.split('/')
    if (id === undefined && /^(?:GET|HEAD)$/.test(request.method)) return Response.json([...rows.values()])
    if (id !== undefined && !rows.has(Number(id))) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: rows.delete(Number(id)) ? 204 : 404 })
    if (/^(?:GET|HEAD)$/.test(request.method)) return Response.json(rows.get(Number(id)))
    const body: unknown = await request.json().catch(() => undefined)
    const [status, field] = wrongIn(body, outStatus)
    if (status !== undefined) return Response.json({ code: 'invalid', field }, { status })
    const key = id === undefined ? (last += 1) : Number(id)
    const row = { id: key, ...(isObject(body) ? body : {}) }
    rows.set(key, Object.fromEntries(Object.entries(row).filter(([name]) => name !== loses)))
    return Response.json(rows.get(key), { status: id === undefined ? 201 : 200 })
  })
  return { report, told: told(report), held: rows.size }
}

function isKey(key: unknown): boolean {
  return typeof key === 'string' && /^[a-z0-9]{1,20}$/.test(key)
}

function wrongIn(body: unknown, outStatus: number): readonly [number?, (string | undefined)?] {
  if (!isObject(body)) return [422, 'body']
  const { kind, amount, options, first, ...others } = body
  if (Object.keys(others).length > 0) return [422, Object.keys(others)[0]]
  if (kind !== 'in' && kind !== 'out') return [422, 'kind']
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 0 || amount > 900) return [422, 'amount']
  const keys = Array.isArray(options)
    ? (options as unknown[]).map((one) => (isObject(one) ? one['key'] : undefined))
    : []
  const isClosed = Array.isArray(options) && (options as object[]).every((one) => Object.keys(one).join() === 'key')
  if (keys.length < 2 || keys.length > 5 || !keys.every(isKey) || !isClosed) return [422, 'options']
  if (typeof first !== 'string' || !keys.includes(first)) return [422, 'first']
  if (kind === 'in' && amount < 2) return [422, 'amount']
  return kind === 'out' ? [outStatus, 'kind'] : []
}

test.each([[409], [422]])(
  'members are made by rules in words, where another listed value is answered %d',
  async (outStatus) => {
    const { report, told: found, held } = await fire({ outStatus })
    const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
    for (const law of ['read-equals-write', 'update-shows', 'deleted-is-gone'])
      expect(passed).toContain(`law.${law}[row]`)
    expect(found.filter((one) => one.startsWith('fail'))).toEqual([])
    expect(found).not.toContain('warn law.update-shows[row]')
    expect(held).toBe(0)
  },
)

test('a documented 409 and a rule in words are no finding of a valid create', async () => {
  expect((await fire()).told).not.toContain('warn law.valid-create-is-accepted[row]')
})

test('a value that such a member loses is told', async () => {
  expect((await fire({ loses: 'first' })).told).toContain('fail law.read-equals-write[row]')
})
