import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Notes with a text or an HTML text, by a rule of keywords or of words. */
const notes = (rule: string, ofHtml = 'The HTML text.') =>
  readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, '422': &no { description: no } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 }, text: { type: string }, html: { type: string, description: '${ofHtml}' } } ${rule} }
    Note: { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, text: { type: string }, html: { type: string } } }
`,
  }).document

const LAWS = new Set(
  ['valid-create-is-accepted', 'boundary-values-come-back', 'text-comes-back', 'invalid-create-is-refused'].map(
    (id) => `law.${id}[note]`,
  ),
)
const FAIL = [`fail law.invalid-create-is-refused[note]`]

interface Taken {
  readonly both: boolean
  readonly none: boolean
}

const serve = ({ both, none }: Taken) => {
  const bodies: Values[] = []
  const isValid = (body: Values, method: string): boolean => {
    if (method === 'POST') bodies.push(body)
    const { title, text, html } = body
    const isRight = typeof title === 'string' && title !== '' && areTexts(text, html)
    if (method === 'PATCH') return areTexts(text, html) && (title === undefined || isRight)
    return isRight && (both || text === undefined || html === undefined) && (none || (text ?? html) !== undefined)
  }
  return {
    bodies,
    ...createCrud({ path: '/notes', isValid, updated: { PATCH: (before, body) => ({ ...before, ...body }) } }),
  }
}

const ONE = [
  notes(', oneOf: [ { required: [ text ] }, { required: [ html ] } ]'),
  { both: false, none: false },
] as const
const NOT = [notes(', not: { required: [ text, html ] }'), { both: false, none: true }] as const
const SAYS_ONE = [notes(', description: Exactly one of `text` and `html` must be set.'), ONE[1]] as const
const SAYS_APART = [notes('', 'Cannot be used together with `text`.'), NOT[1]] as const
const SAYS_ANY = [notes(', description: Either text or html is required.'), { both: true, none: false }] as const

test.each([
  ['a oneOf', ...ONE],
  ['a not', ...NOT],
  ['words of exactly one', ...SAYS_ONE],
  ['words of a property', ...SAYS_APART],
  ['words of at least one', ...SAYS_ANY],
])('by %s, properties stand together as the document says, and others are refused', async (...[, document, taken]) => {
  const right = serve(taken)
  expect(told(await fireAt(document, right.answer, { selects: (id) => LAWS.has(id) }))).toEqual([])
  // Members have words of the run, by which they are told apart.
  expect(right.bodies.slice(0, 3).every(({ title }) => /^w[a-z]\d/.test(String(title)))).toBe(true)
  expect(right.held()).toEqual([])
  const loose = serve({ both: true, none: true })
  expect(told(await fireAt(document, loose.answer, { selects: (id) => LAWS.has(id) }))).toEqual(FAIL)
})

test('each alternative that only requires a property is sent', async () => {
  const law = 'law.alternatives-come-back[note]'
  const right = serve(ONE[1])
  const { results } = await fireAt(ONE[0], right.answer, { selects: (id) => id === law })
  expect(results.map(({ status }) => status)).toEqual(['pass'])
  expect(right.bodies.some(({ html, text }) => html !== undefined && text === undefined)).toBe(true)
})

test('a document without such a rule says nothing of both properties', async () => {
  const loose = serve({ both: true, none: true })
  expect(told(await fireAt(notes(''), loose.answer, { selects: (id) => LAWS.has(id) }))).toEqual([])
})

test('an update may lack what a create needs of a group, and have what a create excludes', async () => {
  const ofUpdates = new Set([...LAWS, 'law.update-refuses-what-create-refuses[note]'])
  for (const [document, taken] of [SAYS_ONE, SAYS_ANY, SAYS_APART, ONE]) {
    const { answer } = serve(taken)
    const report = await fireAt(document, answer, { selects: (id) => ofUpdates.has(id), runs: 30 })
    expect(told(report)).toEqual([])
  }
})

test('a property that is needed beside another one is sent with it, and not left out', async () => {
  const needs = 'Required with `text`, refused without it.'
  const strict = {
    ...createCrud({
      path: '/notes',
      isValid: ({ title, text, html }) =>
        title !== '' && typeof title === 'string' && areTexts(text, html) && (text === undefined || html !== undefined),
      updated: { PATCH: (before, body) => ({ ...before, ...body }) },
    }),
  }
  const select = { selects: (id: string) => id === 'law.invalid-create-is-refused[note]' }
  expect(told(await fireAt(notes('', needs), strict.answer, select))).toEqual([])
  expect(told(await fireAt(notes('', needs), serve({ both: true, none: true }).answer, select))).toEqual(FAIL)
})

function areTexts(...values: readonly unknown[]): boolean {
  return values.every((one) => one === undefined || typeof one === 'string')
}
