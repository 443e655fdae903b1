import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Flags that can be archived. A list has those that are not, unless it is asked for them; and loans with two filters. */
const documentWith = (description: string): string => `openapi: 3.0.3
info: { title: flags, version: '1' }
paths:
  /flags:
    get:
      parameters: [ { name: archived, in: query, description: '${description}', schema: { type: boolean, default: false } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &flag { $ref: '#/components/schemas/Flag' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *flag } } }, '400': &no { description: refused } } }
  /flags/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /flags/{id}/archive:
    parameters: *id
    post: { responses: { '200': *one, '404': *no } }
  /loans:
    get:
      parameters: [ { name: status, in: query, schema: { type: string, enum: [ open, returned ] } }, { name: flag_id, in: query, schema: { type: integer } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &loan { $ref: '#/components/schemas/Loan' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewLoan' } } } }, responses: { '201': &aLoan { description: one, content: { application/json: { schema: *loan } } }, '400': *no } }
  /loans/{id}:
    parameters: *id
    get: { responses: { '200': *aLoan, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 } } }
    Flag: { type: object, required: [ id, name, archived ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, archived: { type: boolean, readOnly: true } } }
    NewLoan: { type: object, required: [ flag_id ], properties: { flag_id: { type: integer } } }
    Loan: { type: object, required: [ id, status, flag_id ], properties: { id: { type: integer, readOnly: true }, status: { type: string, enum: [ open, returned ], readOnly: true }, flag_id: { type: integer } } }
`

type Fault = 'lists-archived' | 'lists-archived-always' | 'forgets-the-second-filter'

interface Values {
  readonly id: number
  readonly name?: unknown
  readonly archived?: boolean
  readonly status?: string
  readonly flag_id?: unknown
}

async function fire(law: string, fault?: Fault, description = ''): Promise<readonly string[]> {
  const { document } = readWritten({ 'flags.yaml': documentWith(description) })
  const held = { flags: new Map<number, Values>(), loans: new Map<number, Values>() }
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const [, name, own, action] = pathname.split('/')
      const members = name === 'flags' ? held.flags : held.loans
      const id = Number(own)
      const found = members.get(id)
      if (own !== undefined && found === undefined) return new Response(null, { status: 404 })
      if (action !== undefined) members.set(id, { ...found, id, archived: true })
      if (own !== undefined && request.method === 'DELETE')
        return new Response(null, { status: members.delete(id) ? 204 : 404 })
      if (own !== undefined) return Response.json(members.get(id))
      const [archived, status, flag] = ['archived', 'status', 'flag_id'].map((one) => searchParams.get(one))
      const isListed = (one: Values): boolean =>
        name === 'flags'
          ? (fault === 'lists-archived' && archived === null) ||
            (fault === 'lists-archived-always' && archived !== 'true') ||
            String(one.archived) === (archived ?? 'false')
          : (status === null || one.status === status) &&
            (flag === null ||
              (fault === 'forgets-the-second-filter' && status !== null) ||
              String(one.flag_id) === flag)
      if (request.method === 'GET') return Response.json([...members.values()].filter(isListed))
      const sent = (await request.json()) as Values
      const isFit =
        name === 'flags' ? typeof sent.name === 'string' && sent.name !== '' : held.flags.has(Number(sent.flag_id))
      if (!isFit) return new Response(null, { status: 400 })
      last += 1
      const made = { ...sent, id: last, ...(name === 'flags' ? { archived: false } : { status: 'open' }) }
      members.set(last, made)
      return Response.json(made, { status: 201 })
    },
    { selects: (id) => id === law, level: 'should' },
  )
  expect([held.flags.size, held.loans.size]).toEqual([0, 0])
  return told(report)
}

const DEFAULTS = 'law.query-defaults-hold[flag]'

test.each([
  [undefined, '', []],
  ['lists-archived', '', [`warn ${DEFAULTS}`]],
  ['lists-archived', 'Archived flags are listed only with true', [`fail ${DEFAULTS}`]],
  // False may ask for all flags.
  ['lists-archived-always', '', []],
  ['lists-archived-always', 'Archived flags are listed only with true', [`fail ${DEFAULTS}`]],
  ['lists-archived', 'Defaults to false.', [`fail ${DEFAULTS}`]],
] as const)(
  'a list without a parameter is held to its default, after an action: %s %s',
  async (fault, words, found) => {
    expect(await fire(DEFAULTS, fault, words)).toEqual(found)
  },
)

const FILTERS = 'law.filters-filter[loan]'

test.each([
  [undefined, []],
  ['forgets-the-second-filter', [`fail ${FILTERS}`]],
] as const)('a filter is held beside another one where all members name one flag: %s', async (fault, found) => {
  expect(await fire(FILTERS, fault)).toEqual(found)
})
