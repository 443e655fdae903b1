import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Patrons and their loans, which name the patron, or stand below. */
function loansAt(path: string, own: string): ApiDocument {
  const above = path.includes('{') ? '{ name: patronId, in: path, required: true, schema: { type: integer } }' : ''
  return readWritten({
    'library.yaml': `openapi: 3.1.0
info: { title: library, version: '1' }
paths:
  /patrons:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewPatron' } } } }, responses: { '201': &aPatron { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Patron' } } } }, '400': &no { description: refused } } }
  /patrons/{patronId}:
    parameters: [ { name: patronId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *aPatron, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  ${path}:
    parameters: [ ${above} ]
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewLoan' } } } }, responses: { '201': &aLoan { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Loan' } } } }, '400': *no, '409': *no } }
  ${path}/{loanId}:
    parameters: [ ${above === '' ? '' : `${above}, `}{ name: loanId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *aLoan, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewPatron: { type: object, required: [ name ], properties: { name: { type: string }, blocked: { type: boolean, default: false } } }
    Patron: { type: object, required: [ id, name, blocked ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, blocked: { type: boolean } } }
    NewLoan: { type: object, required: [ note ${own} ], properties: { note: { type: string }, patronId: { type: integer } } }
    Loan: { type: object, required: [ id, note ], properties: { id: { type: integer, readOnly: true }, note: { type: string }, patronId: { type: integer } } }
`,
  }).document
}

type Stored = Readonly<Record<string, unknown>> & { readonly id: number }

/** The status of the law, and the creates of patrons, at a server that lends nothing to blocked patrons, or nothing at all. */
async function runAt(document: ApiDocument, lendsNothing = false): Promise<readonly unknown[]> {
  const stores = { patrons: new Map<number, Stored>(), loans: new Map<number, Stored>() }
  let last = 0
  let patrons = 0
  const report = await fireAt(
    document,
    async (request) => {
      const parts = new URL(request.url).pathname.split('/').slice(1)
      const kind = parts.includes('loans') ? 'loans' : 'patrons'
      const above = kind === 'loans' && parts[0] === 'patrons' ? Number(parts[1]) : undefined
      if (above !== undefined && !stores.patrons.has(above)) return new Response(null, { status: 404 })
      const own = parts[parts.indexOf(kind) + 1]
      const held = stores[kind].get(Number(own))
      if (own !== undefined && held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') {
        stores[kind].delete(Number(own))
        return new Response(null, { status: 204 })
      }
      if (request.method === 'GET') return Response.json(held)
      const sent = (await request.json()) as Readonly<Record<string, unknown>>
      if (kind === 'patrons') patrons += 1
      if (typeof (kind === 'patrons' ? sent['name'] : sent['note']) !== 'string')
        return new Response(null, { status: 400 })
      const patron = stores.patrons.get(above ?? Number(sent['patronId']))
      if (kind === 'loans' && patron === undefined) return new Response(null, { status: 400 })
      if (kind === 'loans' && (lendsNothing || patron?.['blocked'] === true)) return new Response(null, { status: 409 })
      const made = { ...(kind === 'patrons' ? { blocked: false } : {}), ...sent, id: (last += 1) }
      stores[kind].set(made.id, made)
      return Response.json(made, { status: 201 })
    },
    { selects: (id) => id === LAW },
  )
  expect([stores.patrons.size, stores.loans.size]).toEqual([0, 0])
  return [report.results.find(({ id }) => id === LAW)?.status, patrons]
}

const LAW = 'law.create-shows-member[loan]'

test.each([
  ['/loans', ', patronId'],
  ['/patrons/{patronId}/loans', ''],
])('a create that is refused beside a flag is sent beside a member without it: %s', async (path, own) => {
  expect((await runAt(loansAt(path, own)))[0]).toBe('pass')
})

test('members without flags are tried once', async () => {
  expect(await runAt(loansAt('/loans', ', patronId'), true)).toEqual(['skip', 2])
})
