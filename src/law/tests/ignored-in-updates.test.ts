import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Accounts whose currency stays, with what the document says of a currency in an update. */
const documentWith = (ofCurrency: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'accounts.yaml': `openapi: 3.1.0
info: { title: accounts, version: '1' }
paths:
  /accounts:
    post: { requestBody: { required: true, content: { application/json: { schema: &account { type: object, required: [ name, currency ], properties: { id: { type: integer, readOnly: true }, name: { type: string, maxLength: 20 }, currency: &currency { type: string, enum: [ EUR, USD ] } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *account } } }, '422': &no { description: refused } } }
  /accounts/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string, maxLength: 20 }, currency: { type: string, enum: [ EUR, USD ], description: '${ofCurrency}' } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
`,
  }).document

const LAW = 'law.invalid-update-is-refused[account]'
const isName = (name: unknown): boolean => typeof name === 'string' && name.length <= 20
const isCurrency = (currency: unknown): boolean => currency === 'EUR' || currency === 'USD'

async function fire(ofCurrency: string): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/accounts',
    isValid: ({ name, currency }, method) =>
      method === 'PATCH' ? name === undefined || isName(name) : isName(name) && isCurrency(currency),
    updated: { PATCH: (before, { name = before['name'] }) => ({ ...before, name }) },
  })
  return told(await fireAt(documentWith(ofCurrency), answer, { selects: (id) => id === LAW }))
}

test('an update may hold any value of a property that is ignored', async () => {
  expect(await fire('Ignored: fixed at the create')).toEqual([])
  expect(await fire('The currency')).toEqual([`fail ${LAW}`])
})
