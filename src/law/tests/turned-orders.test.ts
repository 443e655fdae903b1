import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
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

/** Stays that a merge patch changes, whose schema has the words of the create or words of its own. */
const patchedWith = (ofUpdate: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'stays.yaml': `openapi: 3.1.0
info: { title: stays, version: '1' }
paths:
  /stays:
    post: { requestBody: { required: true, content: { application/json: { schema: &stay { type: object, required: [ from, to ], properties: { id: { type: integer, readOnly: true }, from: { type: string, format: date }, to: &to { type: string, format: date, description: It must be after from. } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *stay } } }, '422': &no { description: refused } } }
  /stays/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/merge-patch+json: { schema: { type: object, properties: { from: { type: string, format: date }, to: ${ofUpdate} } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
`,
  }).document

function isInOrder({ from, to }: Values): boolean {
  return typeof from !== 'string' || typeof to !== 'string' || from < to
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
}

const OF_UPDATES = 'law.invalid-update-is-refused[stay]'

type Checked = 'of the whole' | 'of the body' | 'never' | 'by leaving it'

/** The report of updates at a server that checks the order of a whole stay, of a body alone, or never, or that leaves days which are in no order. */
function fireUpdates(checked: Checked, ofUpdate: string): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/stays',
    isValid: (body, method) =>
      ['from', 'to'].every((name) => (method === 'PATCH' && body[name] === undefined) || isDay(body[name])) &&
      (method === 'PATCH' && checked !== 'of the body' ? true : isInOrder(body)),
    updated: {
      PATCH: (before, body) => {
        const after = { ...before, ...body }
        return checked === 'by leaving it' && !isInOrder(after) ? before : after
      },
    },
    before: ({ method, url }, store, body) => {
      const held = store.get(Number(new URL(url).pathname.split('/')[2]))
      const isTurned = method === 'PATCH' && isObject(body) && !isInOrder({ ...held, ...body })
      return checked === 'of the whole' && isTurned ? new Response(null, { status: 422 }) : undefined
    },
  })
  return fireAt(patchedWith(ofUpdate), answer, { selects: (id) => id === OF_UPDATES }).then(told)
}

test.each(['of the whole', 'of the body', 'never'] as const)(
  'an order is held in updates too; checked: %s',
  async (checked) => {
    expect(await fireUpdates(checked, '*to')).toEqual(checked === 'of the whole' ? [] : [`fail ${OF_UPDATES}`])
  },
)

test.each(['of the whole', 'of the body', 'never', 'by leaving it'] as const)(
  'an order that the create alone states is true of what an update stores; checked: %s',
  async (checked) => {
    const isRight = checked === 'of the whole' || checked === 'by leaving it'
    expect(await fireUpdates(checked, '{ type: string, format: date }')).toEqual(isRight ? [] : [`fail ${OF_UPDATES}`])
  },
)
