import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Notes with an `etag`, which a delete takes as a parameter of the query. */
function documentWhere(words: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ text ], properties: { text: &text { type: string, minLength: 1, maxLength: 40 } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, etag: { type: string, readOnly: true }, text: *text } } } } }, '422': &no { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { parameters: &match [ { name: If-Match, in: header, required: true, schema: { type: string } } ], requestBody: *body, responses: { '200': *one, '404': *no, '412': *no, '422': *no } }
    delete: { parameters: [ { name: etag, in: query, description: ${words}, schema: { type: string } } ], responses: { '204': { description: gone }, '404': *no, '412': *no } }
`,
  }).document
}

type Fault = 'deletes-any-version' | 'deletes-and-refuses' | 'takes-no-version'

/** The findings of the laws of versions at a server of notes. */
async function toldOf(words: string, fault?: Fault) {
  let version = 0
  const renewed = (): { etag: string } => ({ etag: `v${(version += 1)}` })
  const { answer, held } = createCrud({
    path: '/notes',
    isValid: ({ text }) => typeof text === 'string' && text !== '',
    created: ({ text }) => ({ text, ...renewed() }),
    updated: { PUT: (_, { text }) => ({ text, ...renewed() }) },
    before: ({ method, url, headers }, store) => {
      const id = Number(new URL(url).pathname.split('/')[2])
      const { etag } = store.get(id) ?? {}
      const [wanted, match] = [new URL(url).searchParams.get('etag'), headers.get('if-match')]
      if (etag === undefined) return undefined
      if (method === 'PUT' && match !== etag && !(match === null && fault === 'takes-no-version'))
        return new Response(null, { status: 412 })
      if (method !== 'DELETE' || wanted === null || wanted === etag || fault === 'deletes-any-version') return undefined
      if (fault === 'deletes-and-refuses') store.delete(id)
      return new Response(null, { status: 412 })
    },
  })
  const report = await fireAt(documentWhere(words), answer, {
    selects: (id) => /^law\.(?:stale-delete|missing-version)/.test(id),
  })
  expect(held()).toEqual([])
  return told(report)
}

const SAID = 'The delete succeeds only if the etag matches that of the note.'

test('a server that refuses a delete of another version is right', async () => {
  expect(await toldOf(SAID)).toEqual([])
})

test('a delete of another version that succeeds is a must where the document speaks of it', async () => {
  expect(await toldOf(SAID, 'deletes-any-version')).toEqual(['fail law.stale-delete-is-refused[note]'])
  expect(await toldOf('The latest etag.', 'deletes-any-version')).toEqual(['warn law.stale-delete-is-refused[note]'])
})

test('a parameter without words of a condition is not held', async () => {
  expect(await toldOf('An etag.', 'deletes-any-version')).toEqual([])
})

test('a refused delete that takes the member is told', async () => {
  expect(await toldOf(SAID, 'deletes-and-refuses')).toEqual(['fail law.stale-delete-is-refused[note]'])
})

test('an update without a required If-Match is refused', async () => {
  expect(await toldOf(SAID, 'takes-no-version')).toEqual(['fail law.missing-version-is-refused[note]'])
})
