import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Courses whose code is unique, in words about deleted ones. */
const documentWith = (words: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'courses.yaml': `openapi: 3.1.0
info: { title: courses, version: '1' }
paths:
  /courses:
    post: { requestBody: { required: true, content: { application/json: { schema: &course { $ref: '#/components/schemas/Course' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *course } } }, '409': &no { description: The code is taken. }, '422': *no } }
  /courses/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Course: { type: object, required: [ code ], properties: { id: { type: integer, readOnly: true }, code: { type: string, minLength: 1, maxLength: 40, description: '${words}' } } } }
`,
  }).document

const LAW = 'law.deleted-frees-its-values[course]'
const PLAIN = 'Unique among all courses.'
const KEPT = 'Unique among all courses, deleted ones too.'
const RESERVED =
  'Unique among all courses. One that was deleted is reserved for 30 days, and refused with 409 until then.'

async function fire(words: string, isFreed: boolean): Promise<readonly string[]> {
  const used = new Set<unknown>()
  const { answer } = createCrud({
    path: '/courses',
    isValid: ({ code }) => typeof code === 'string' && code !== '',
    created: (body) => {
      used.add(body['code'])
      return body
    },
    updated: {},
    before: ({ method }, store, body) => {
      const code = (body as { readonly code?: unknown } | undefined)?.code
      const isHeld = [...store.values()].some((one) => one['code'] === code)
      const isTaken = isFreed ? isHeld : used.has(code)
      return method === 'POST' && code !== undefined && isTaken ? new Response(null, { status: 409 }) : undefined
    },
  })
  return told(await fireAt(documentWith(words), answer, { selects: (id) => id === LAW, level: 'should' }))
}

test.each([
  [KEPT, false],
  [RESERVED, false],
  [RESERVED, true],
  [PLAIN, true],
])('"%s" is kept by a server that frees values: %s', async (words, isFreed) => {
  expect(await fire(words, isFreed)).toEqual([])
})

test.each([
  [KEPT, true],
  [PLAIN, false],
])('"%s" is broken by a server that frees values: %s', async (words, isFreed) => {
  expect(await fire(words, isFreed)).toEqual([`warn ${LAW}`])
})
