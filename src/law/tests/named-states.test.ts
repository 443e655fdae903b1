import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Copies and readers, and loans that name one of each. */
const LOANS = `openapi: 3.1.0
info: { title: loans, version: '1' }
paths:
  /copies: { post: { requestBody: &new { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &text { type: string, minLength: 1 } } } } } }, responses: { '201': &copy { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Copy' } } } }, '422': &no { description: refused } } } }
  /copies/{copyId}:
    parameters: [ { name: copyId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *copy, '404': *no } }
    delete: &remove { responses: { '204': { description: gone }, '404': *no } }
  /readers: { post: { requestBody: *new, responses: { '201': &reader { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Reader' } } } }, '422': *no } } }
  /readers/{readerId}:
    parameters: [ { name: readerId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *reader, '404': *no } }
    patch: { description: Changes what is sent., requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: *text, isBlocked: { type: boolean } } } } } }, responses: { '200': *reader, '404': *no, '422': *no } }
    delete: *remove
  /loans: { post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ copyId, readerId ], properties: { copyId: { type: integer, description: The copy must exist. }, readerId: { type: integer, description: The reader must exist. } } } } } }, responses: { '201': &loan { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Loan' } } } }, '409': { description: 'The copy is on loan, or the reader is blocked or has too many loans.' }, '422': *no } } }
  /loans/{loanId}:
    parameters: [ { name: loanId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *loan, '404': *no } }
    delete: *remove
components:
  schemas:
    Copy: { type: object, required: [ id, name, status ], properties: { id: { type: integer, readOnly: true }, name: *text, status: { type: string, readOnly: true, enum: [ available, on_loan ] } } }
    Reader: { type: object, required: [ id, name, isBlocked ], properties: { id: { type: integer, readOnly: true }, name: *text, isBlocked: { type: boolean } } }
    Loan: { type: object, required: [ id, copyId, readerId ], properties: { id: { type: integer, readOnly: true }, copyId: { type: integer }, readerId: { type: integer } } }
`

const DOCUMENT = readWritten({ 'loans.yaml': LOANS }).document

type Fault = 'lends-twice' | 'lends-to-blocked'

interface Held {
  readonly name?: unknown
  readonly isBlocked?: boolean
  readonly copyId?: number
  readonly readerId?: number
}

const status = (code: number): Response => new Response(null, { status: code })

/** A right server, but for a fault. */
function createLoans(fault?: Fault): (request: Request) => Promise<Response> {
  const held: Record<string, Map<number, Held>> = { copies: new Map(), readers: new Map(), loans: new Map() }
  let last = 0
  const isOnLoan = (id: number): boolean => [...(held['loans']?.values() ?? [])].some(({ copyId }) => copyId === id)
  const show = (root: string, id: number): Response => {
    const member = held[root]?.get(id)
    const more = root === 'copies' ? { status: isOnLoan(id) ? 'on_loan' : 'available' } : {}
    return Response.json({ id, ...member, ...more })
  }
  const lend = ({ copyId = 0, readerId = 0 }: Held): number => {
    const reader = held['readers']?.get(readerId)
    if (held['copies']?.has(copyId) !== true || reader === undefined) return 422
    if (isOnLoan(copyId) && fault !== 'lends-twice') return 409
    if ([...(held['loans']?.values() ?? [])].some((loan) => loan.readerId === readerId)) return 409
    return reader.isBlocked === true && fault !== 'lends-to-blocked' ? 409 : 201
  }
  return async (request) => {
    const { method, url } = request
    const [, root = '', key] = new URL(url).pathname.split('/')
    const of = held[root] ?? new Map<number, Held>()
    const isRead = method === 'GET' || method === 'DELETE'
    const given = (isRead ? {} : await request.json().catch(() => ({}))) as Held
    const isNamed = typeof given.name === 'string' && given.name !== ''
    if (key === undefined) {
      const code = root === 'loans' ? lend(given) : isNamed ? 201 : 422
      if (code !== 201) return status(code)
      last += 1
      of.set(last, root === 'readers' ? { name: given.name, isBlocked: false } : given)
      return new Response(await show(root, last).text(), {
        status: 201,
        headers: { 'content-type': 'application/json' },
      })
    }
    const id = Number(key)
    const member = of.get(id)
    if (member === undefined) return status(404)
    if (method === 'PATCH') of.set(id, { ...member, ...given })
    if (method === 'DELETE') of.delete(id)
    return method === 'DELETE' ? status(204) : show(root, id)
  }
}

async function toldOf(fault?: Fault): Promise<readonly string[]> {
  const report = await fireAt(DOCUMENT, createLoans(fault), {
    selects: (id) => /named-state/.test(id),
    level: 'should',
  })
  expect(report.results.filter(({ status: one }) => one !== 'skip').map(({ id }) => id)).toEqual([
    'law.named-state-is-refused[copy]',
    'law.named-state-is-refused[reader]',
  ])
  return told(report)
}

test('loans that are refused in a state are not accused', async () => {
  expect(await toldOf()).toEqual([])
})

test.each<[Fault, string]>([
  ['lends-twice', 'copy'],
  ['lends-to-blocked', 'reader'],
])('the fault %s is told', async (fault, name) => {
  expect(await toldOf(fault)).toContain(`fail law.named-state-is-refused[${name}]`)
})
