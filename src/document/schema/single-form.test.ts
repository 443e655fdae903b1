import { expect, test } from 'vitest'
import { objectOf } from '../../json/list-of.ts'
import { readWritten } from '../written.test-support.ts'
import { inSingleForm } from './single-form.ts'

const NOTE = { $ref: '#/components/schemas/Note' }
const NEW_NOTE = { $ref: '#/components/schemas/NewNote' }

function content(schema: unknown) {
  return { 'application/json': { schema } }
}

/** The body and the answer of a create of notes, as they are read. */
function createOf(asked: { readonly body: unknown; readonly answer: unknown; readonly description?: string }) {
  const post = {
    description: asked.description ?? 'Creates notes.',
    requestBody: { content: content(asked.body) },
    responses: { 200: { description: 'done', content: content(asked.answer) } },
  }
  const written = {
    openapi: '3.1.0',
    info: { title: 'notes', version: '1' },
    paths: { '/notes': { post } },
    components: {
      schemas: {
        Note: { type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' } } },
        NewNote: { type: 'object', properties: { title: { type: 'string' } } },
        Notes: { type: 'object', properties: { notes: { type: 'array', items: NOTE } } },
      },
    },
  }
  const { document } = readWritten({ 'notes.yaml': JSON.stringify(written) })
  const [operation] = document.operations
  return {
    body: operation?.body?.content['application/json'],
    answer: operation?.responses['200']?.content['application/json'],
    again: operation === undefined ? undefined : inSingleForm(operation, document.schemas).body,
  }
}

const BATCH = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    notes: { type: 'array', items: { type: 'object', properties: { title: { type: 'string' } } } },
    skipChecks: { type: 'boolean' },
  },
}
const EITHER = { oneOf: [{ $ref: '#/components/schemas/Notes' }, NOTE] }

/** The names of the properties that a schema states. */
function namesIn(schema: unknown): readonly string[] {
  const { properties } = objectOf(schema)
  return Object.keys(objectOf(properties))
}

test('a body of one member or a list of several is that of one, where the answer shows one or several', () => {
  const { body, answer } = createOf({ body: BATCH, answer: EITHER })
  expect([namesIn(body?.schema), namesIn(body?.several)]).toEqual([
    ['title', 'skipChecks'],
    ['title', 'notes', 'skipChecks'],
  ])
  expect(answer?.schema).toMatchObject({ anyOf: [{ $ref: 'answer:Note' }, { $ref: 'answer:Notes' }] })
})

test.each([
  ['Creates a note with the notes below it.', false],
  ['Creates up to 10 notes.', true],
])('the list of a create that is described as %o is one of members: %s', (description, expected) => {
  const { body } = createOf({ body: BATCH, answer: NOTE, description })
  expect(body?.several !== undefined).toBe(expected)
})

test('alternatives of a body are that of one member', () => {
  const { body } = createOf({
    body: { oneOf: [{ type: 'object', properties: { notes: { type: 'array', items: NEW_NOTE } } }, NEW_NOTE] },
    answer: NOTE,
  })
  expect(body?.schema).toEqual({ $ref: 'request:NewNote' })
})

test('alternatives that are no list of each other stay as they are', () => {
  const { body, again } = createOf({
    body: { oneOf: [NEW_NOTE, { type: 'object', properties: { text: { type: 'string' } } }] },
    answer: NOTE,
  })
  expect(body?.several).toBeUndefined()
  expect(again?.content['application/json']).toBe(body)
})
