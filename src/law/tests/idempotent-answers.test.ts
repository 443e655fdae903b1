import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const DOCUMENT = (words: string): string => `openapi: 3.1.0
info: { title: orders, version: '1' }
paths:
  /orders:
    post:
      parameters: [ { name: Idempotency-Key, in: header, schema: { type: string }, description: ${JSON.stringify(words)} } ]
      requestBody: { required: true, content: { application/json: { schema: &order { $ref: '#/components/schemas/Order' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *order } } }, '422': &no { description: no }, '409': *no }
  /orders/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *order } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Order: { type: object, required: [ item ], properties: { id: { type: integer, readOnly: true }, item: { type: string, minLength: 1 } } }
`

/** What a server does with keys. */
interface Habits {
  /** The answer to a repeat: the first one, the one with another status, the current member, or the one without the header. */
  readonly repeat?: 'stored' | 'another status' | 'current' | 'unmarked'
  readonly storesRefusals?: true
  /** True where a key is looked for before the create that has it is under way. */
  readonly race?: true
  /** True where a key whose create is under way is refused. */
  readonly refusesPending?: true
}

async function fire(words: string, { repeat = 'stored', storesRefusals, race, refusesPending }: Habits) {
  const { answer, held } = createCrud({
    path: '/orders',
    isValid: ({ item }) => typeof item === 'string' && item !== '',
    updated: { PUT: (_, body) => body },
  })
  const made = new Map<string, Response>()
  const pending = new Map<string, Promise<Response>>()
  const repeated = async (known: Response): Promise<Response> => {
    const body = (await known.clone().json()) as { readonly id?: number }
    const headers = new Headers(repeat === 'unmarked' ? {} : { 'Idempotent-Replayed': 'true' })
    const now = await answer(new Request(`http://host/orders/${body.id}`))
    const isCurrent = repeat === 'current' && now.ok
    return Response.json(isCurrent ? await now.json() : body, {
      status: repeat === 'another status' ? 200 : known.status,
      headers,
    })
  }
  const report = await fireAt(
    readWritten({ 'orders.yaml': DOCUMENT(words) }).document,
    async (request) => {
      const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
      if (key === null) return answer(request)
      if (refusesPending === true && pending.has(key)) return Response.json({}, { status: 409 })
      if (race !== true && pending.has(key)) await pending.get(key)
      const known = made.get(key)
      if (known !== undefined) return known.ok ? repeated(known) : known.clone()
      const first = answer(request)
      pending.set(key, first)
      const answered = await first
      if (answered.ok || storesRefusals === true) made.set(key, answered.clone())
      return answered
    },
    { selects: (id) => LAWS.some((law) => id === `law.${law}[order]`) },
  )
  expect(held()).toEqual([])
  return told(report)
}

const LAWS = ['idempotent-answer-is-repeated', 'refused-key-is-free', 'concurrent-creates-of-one-key']
const STORED = 'The same key gets the stored response again, with the header Idempotent-Replayed: true.'
const FREE = 'A key whose request is refused is not stored.'

test.each<readonly [string, string, Habits, readonly string[]]>([
  ['repeats it', STORED, {}, []],
  ['answers another status', STORED, { repeat: 'another status' }, ['idempotent-answer-is-repeated']],
  ['shows the current member', STORED, { repeat: 'current' }, ['idempotent-answer-is-repeated']],
  ['shows the current member, with no word of that', '', { repeat: 'current' }, []],
  ['shows the current member as the same result', 'The same key gets the same result.', { repeat: 'current' }, []],
  ['lacks the header', STORED, { repeat: 'unmarked' }, ['idempotent-answer-is-repeated']],
  ['leaves the key of a refusal free', FREE, {}, []],
  ['repeats a refusal', FREE, { storesRefusals: true }, ['refused-key-is-free']],
  ['repeats a refusal, with no word of that', '', { storesRefusals: true }, []],
  ['looks before it notes', '', { race: true }, ['concurrent-creates-of-one-key']],
  ['refuses a key under way', '', { race: true, refusesPending: true }, []],
])('a server that %s', async (...row) => {
  const [, words, habits, found] = row
  expect(await fire(words, habits)).toEqual(found.map((law) => `fail law.${law}[order]`))
})
