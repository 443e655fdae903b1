import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

function documentWhere(words: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    parameters: &dry [ { name: dryRun, in: query, description: ${words}, schema: { type: string, enum: [ none, all ] } } ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &note { type: object, properties: { id: { type: integer, readOnly: true }, text: &text { type: string, minLength: 1, maxLength: 40 } } } } } } } } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ text ], properties: { text: *text } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '422': &no { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } }, { name: dryRun, in: query, description: ${words}, schema: { type: string, enum: [ none, all ] } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: *body, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  }).document
}

/** The case of the law at a server that stores what some methods only try. */
async function triedAt(stores: readonly string[], words = 'The change is validated and not persisted.') {
  const { answer, held } = createCrud({
    path: '/notes',
    isValid: ({ text }) => typeof text === 'string',
    updated: { PUT: (_, body) => body },
    isTrial: ({ url, method }) => new URL(url).searchParams.get('dryRun') === 'all' && !stores.includes(method),
  })
  const report = await fireAt(documentWhere(words), answer, { selects: (id) => id.startsWith('law.trial') })
  expect(held()).toEqual([])
  return report.results.map(({ id, status, findings }) => [
    id,
    status,
    ...findings.map(({ message }) => message.replaceAll(/w[a-z]\d\w+|\/\d+/g, '_')),
  ])
}

test('a server whose trials store nothing is right', async () => {
  expect(await triedAt([])).toEqual([['law.trial-changes-nothing[note]', 'pass']])
})

test('a parameter without words about what is stored is no trial', async () => {
  expect(await triedAt(['PUT'], 'Shows a preview.')).toEqual([])
})

test.each([
  ['PUT', 'expected "_" at /text, got "_": a write with dryRun=all has changed it'],
  [
    'DELETE',
    'expected 2xx for a read after a write with dryRun=all, got 404 (GET /notes_): a write with dryRun=all has changed it',
  ],
  [
    'POST',
    'expected no member from a create that is only tried, got one at /notes_ (POST /notes?dryRun=all was answered 201)',
  ],
])('a %s that stores what it only tries is told, and nothing stays', async (method, message) => {
  expect(await triedAt([method])).toEqual([['law.trial-changes-nothing[note]', 'fail', message]])
})
