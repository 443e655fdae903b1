import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Stocks with a place and a quantity, and words about their update. */
const documentWith = (words: string, ofQuantity = ''): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'stocks.yaml': `openapi: 3.1.0
info: { title: stocks, version: '1' }
paths:
  /stocks:
    post: { requestBody: { required: true, content: { application/json: { schema: &stock { $ref: '#/components/schemas/Stock' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *stock } } }, '422': &no { description: refused } } }
  /stocks/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { description: 'What is not sent stays as it is. ${words}', requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { place: { type: string }, quantity: { description: '${ofQuantity}', type: integer, minimum: 1, maximum: 1000 } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Stock: { type: object, required: [ place, quantity ], properties: { id: { type: integer, readOnly: true }, place: { type: string }, quantity: { type: integer, minimum: 1, maximum: 1000 } } } }
`,
  }).document

const LAW = 'law.update-shows[stock]'

async function fire(
  document: ReturnType<typeof documentWith>,
  update: (before: Values, body: Values) => Values,
): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/stocks',
    isValid: ({ place, quantity }, method) =>
      method === 'PATCH' || (typeof place === 'string' && Number.isInteger(quantity)),
    updated: { PATCH: (before, body) => ({ ...before, ...body, ...update(before, body) }) },
  })
  return told(await fireAt(document, answer, { selects: (id) => id === LAW }))
}

const adds = (before: Values, body: Values): Values => ({
  quantity: Number(before['quantity']) + Number(body['quantity'] ?? 0),
})
const keeps = ({ place }: Values): Values => ({ place })

test.each([
  ['An update adds the quantity to what is there.', 'warn', adds],
  ['Changes apply from the next day on.', 'warn', keeps],
  ['An update adds the quantity to what is there.', 'fail', keeps],
  ['', 'fail', adds],
])('with "%s", another value after an update is told as: %s', async (words, status, update) => {
  expect(await fire(documentWith(words), update)).toEqual([`${status} ${LAW}`])
})

test('words at the property of the body count as those at the update', async () => {
  const document = documentWith('', 'The stock. An update adds the quantity to the stock.')
  expect(await fire(document, adds)).toEqual([`warn ${LAW}`])
  expect(await fire(document, keeps)).toEqual([`fail ${LAW}`])
})
