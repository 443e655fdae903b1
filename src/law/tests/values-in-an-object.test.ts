import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Records whose values stand in `fields`, with what the document says of a PATCH and of a PUT. */
function documentWhere(patch: string, put: string, more = ''): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'records.yaml': `openapi: 3.1.0
info: { title: records, version: '1' }
paths:
  /records:
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ fields ], properties: { fields: &fields { type: object, properties: { name: &text { type: string, minLength: 1, maxLength: 40 }, note: *text, open: { type: boolean } } }, cast: { type: boolean }${more} } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, fields: *fields${more} } } } } }, '422': &no { description: refused }, '415': *no } }
  /records/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { description: ${patch}, requestBody: *body, responses: { '200': *one, '404': *no, '422': *no, '415': *no } }
    put: { description: ${put}, requestBody: *body, responses: { '200': *one, '404': *no, '422': *no, '415': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  }).document
}

const MERGES = 'Only updates the fields that you specify.'
const REPLACES = 'Clears all unspecified values.'

function areTexts(...texts: readonly unknown[]): boolean {
  return texts.every(
    (text) => text === undefined || (typeof text === 'string' && text !== '' && Array.from(text).length <= 40),
  )
}

function isRecord({ fields, tags = {} }: Values): boolean {
  if (!isObject(fields) || !isObject(tags)) return false
  const { name, note, open = true } = fields
  return areTexts(name, note, tags['a'], tags['b']) && typeof open === 'boolean'
}

type Way = 'merges' | 'replaces'

function fieldsBy(way: Way): (before: Values, body: Values) => Values {
  return (before, { cast: _cast, ...body }) => {
    const [old, sent] = [before['fields'], body['fields']]
    const fields = way === 'merges' && isObject(old) && isObject(sent) ? { ...old, ...sent } : sent
    return { ...(way === 'merges' ? before : {}), ...body, fields }
  }
}

/** The findings of the laws of updates at a server of records. */
async function toldOf(document: ReturnType<typeof documentWhere>, [patch, put]: readonly [Way, Way]) {
  const { answer, held } = createCrud({
    path: '/records',
    isValid: isRecord,
    created: ({ cast: _cast, ...body }) => body,
    updated: { PATCH: fieldsBy(patch), PUT: fieldsBy(put) },
  })
  const report = await fireAt(document, answer, {
    selects: (id) => id.startsWith('law.merge-leaves-the-rest') || id.startsWith('law.replace-drops-the-rest'),
  })
  expect(held()).toEqual([])
  return told(report)
}

test('an update that merges the object of all values, and one that replaces it, are right', async () => {
  expect(await toldOf(documentWhere(MERGES, REPLACES), ['merges', 'replaces'])).toEqual([])
})

test('a merge that replaces the object of all values loses some, and words make it a must', async () => {
  expect(await toldOf(documentWhere(MERGES, REPLACES), ['replaces', 'replaces'])).toEqual([
    'fail law.merge-leaves-the-rest[record]',
  ])
  expect(await toldOf(documentWhere('Updates it.', REPLACES), ['replaces', 'replaces'])).toEqual([
    'warn law.merge-leaves-the-rest[record]',
  ])
})

test('a replacement that keeps values of the object breaks the words of the document', async () => {
  expect(await toldOf(documentWhere(MERGES, REPLACES), ['merges', 'merges'])).toEqual([
    'fail law.replace-drops-the-rest[record]',
  ])
})

test('a plain PATCH may replace an object beside others', async () => {
  const tags = ', tags: { type: object, properties: { a: *text, b: *text } }'
  const document = documentWhere(MERGES, REPLACES, tags)
  expect(await toldOf(document, ['replaces', 'replaces'])).toEqual(['fail law.merge-leaves-the-rest[record]'])
  const shallow = createCrud({
    path: '/records',
    isValid: isRecord,
    updated: { PATCH: (before, body) => ({ ...before, ...body }), PUT: (_, body) => body },
  })
  const report = await fireAt(document, shallow.answer, { selects: (id) => id.startsWith('law.merge-leaves-the-rest') })
  expect(told(report)).toEqual([])
})

test('an update that resets a flag which it does not name is seen, though an earlier one could have reset it', async () => {
  const { document } = readWritten({
    'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, properties: &values { modes: { type: object, properties: { lit: { type: boolean, default: false }, level: { type: integer, minimum: 1, maximum: 90 } } }, size: { type: object, properties: { width: { type: integer, minimum: 1, maximum: 90 } } } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, <<: *values } } } } }, '422': &no { description: refused } } }
  /lamps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: *body, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  })
  const { answer } = createCrud({
    path: '/lamps',
    isValid: () => true,
    updated: {
      PATCH: (before, body) => {
        const modes = isObject(before['modes']) ? { ...before['modes'], lit: false } : {}
        return { ...before, modes, ...body }
      },
    },
  })
  const report = await fireAt(document, answer, { selects: (id) => id.startsWith('law.merge-leaves-the-rest') })
  expect(told(report)).toEqual(['fail law.merge-leaves-the-rest[lamp]'])
})
