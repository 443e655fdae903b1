import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Stays with two days. The document states their order in words, or does not. */
const documentWith = (ofEnd: string, ofCreate: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'stays.yaml': `openapi: 3.1.0
info: { title: stays, version: '1' }
paths:
  /stays:
    post: { description: ${ofCreate}, requestBody: { required: true, content: { application/json: { schema: &stay { type: object, required: [ from, to ], properties: { id: { type: integer, readOnly: true }, from: { type: string, format: date }, to: { type: string, format: date, description: ${ofEnd} } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *stay } } }, '422': &no { description: refused } } }
  /stays/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
`,
  }).document

const LAW = 'law.invalid-create-is-refused[stay]'

function fire(ofEnd: string, ofCreate: string, isChecked: boolean): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/stays',
    isValid: ({ from, to }) =>
      [from, to].every((one) => typeof one === 'string' && /^\d{4}-\d\d-\d\d$/.test(one)) &&
      (!isChecked || String(from) < String(to)),
    updated: {},
  })
  return fireAt(documentWith(ofEnd, ofCreate), answer, { selects: (id) => id === LAW }).then(told)
}

test.each([
  ['The last day. It must be after from.', 'Books.'],
  ['The last day', '422 if `to` is not after `from`.'],
])('an end before its start is refused, by "%s" and "%s"', async (ofEnd, ofCreate) => {
  expect(await fire(ofEnd, ofCreate, true)).toEqual([])
  const report = await fire(ofEnd, ofCreate, false)
  expect(report).toEqual([`fail ${LAW}`])
})

test('without words, an end may come before its start', async () => {
  expect(await fire('The last day', 'Books.', false)).toEqual([])
})
