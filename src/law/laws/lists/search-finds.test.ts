import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { createCrud } from '../../tests/crud.test-support.ts'
import { fireAt } from '../../tests/fire-at.test-support.ts'

const LAW = 'law.search-finds[film]'

/** The way a search finds a title: by a part of it in the same case, by a part in any case, at its beginning, or without regard to the word. */
const WAYS = {
  part: (title: string, word: string) => title.includes(word),
  'titles alone': (title: string, word: string) => title.includes(word),
  'part in any case': (title: string, word: string) => title.toLowerCase().includes(word.toLowerCase()),
  'small letters': (title: string, word: string) => title.includes(word.toLowerCase()),
  beginning: (title: string, word: string) => title.toLowerCase().startsWith(word.toLowerCase()),
  anything: () => true,
}

/** The status of the law at a server of films. */
async function statusOf(
  schema: string,
  way: keyof typeof WAYS,
  description = 'Search by title.',
): Promise<string | undefined> {
  const { document } = readWritten({
    'films.yaml': `openapi: 3.1.0
info: { title: films, version: '1' }
paths:
  /films:
    get:
      parameters: [ { name: q, in: query, description: ${description}, schema: ${schema} } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Film' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Film' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Film' } } } } } }
  /films/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Film' } } } }, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas: { Film: { type: object, required: [ title, code ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, code: { type: string, pattern: '^[A-Z]{2}[0-9]{4}$' } } } }
`,
  })
  const { answer } = createCrud({
    path: '/films',
    isValid: ({ title, code }) => typeof title === 'string' && title !== '' && /^[A-Z]{2}\d{4}$/.test(String(code)),
    updated: {},
    before: ({ method, url }, store) => {
      const { pathname, searchParams } = new URL(url)
      if (method !== 'GET' || pathname !== '/films') return undefined
      const word = searchParams.get('q') ?? ''
      return Response.json(
        [...store.values()].filter(({ title, code }) =>
          [title, ...(way === 'titles alone' ? [] : [code])].some((text) => WAYS[way](String(text), word)),
        ),
      )
    },
  })
  const { results } = await fireAt(document, answer, { selects: (id) => id === LAW })
  return results.find(({ id }) => id === LAW)?.status
}

test.each(['{ type: string }', '{ type: string, maxLength: 50 }', "{ anyOf: [ { type: string }, { type: 'null' } ] }"])(
  'a parameter that takes words of %s is held as a search',
  async (schema) => {
    expect([await statusOf(schema, 'part'), await statusOf(schema, 'anything')]).toEqual(['pass', 'fail'])
  },
)

test.each(['{ type: string, enum: [ old, new ] }', '{ type: string, maxLength: 3 }', '{ type: integer }'])(
  'a parameter of %s takes no word, so it is no search',
  async (schema) => {
    expect(await statusOf(schema, 'anything')).toBe('skip')
  },
)

test.each([
  ['Search by title.', 'beginning', 'pass'],
  ['Search by title.', 'titles alone', 'pass'],
  ['Search by title or code.', 'part', 'pass'],
  ['Search by title or code.', 'titles alone', 'fail'],
  ['Films whose title contains the text.', 'beginning', 'fail'],
  ['Films whose title contains the text.', 'part', 'pass'],
  ['Ignores case. Part of the title.', 'part', 'fail'],
  ['Ignores case. Part of the title.', 'part in any case', 'pass'],
  ['Ignores case. Part of the title.', 'small letters', 'fail'],
  ['Films whose title contains this text in upper or lower case.', 'part', 'fail'],
  ['Films whose title contains this text in upper or lower case.', 'part in any case', 'pass'],
  ['Films whose title has this text in upper or lower case letters.', 'part', 'pass'],
  ['Case-insensitive search by title.', 'beginning', 'pass'],
  ['Case-insensitive search by title.', 'part', 'fail'],
] as const)('a search described as "%s" that finds the %s: %s', async (description, way, status) => {
  expect(await statusOf('{ type: string }', way, description)).toBe(status)
})
