import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { type Crud, createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Cards that need a title alone. */
const WRITTEN = `openapi: 3.1.0
info: { title: cards, version: '1' }
paths:
  /cards:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Card' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Draft' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Card' } } } }, '422': &no { description: refused } }
  /cards/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: &draft { title: { type: string }, text: { type: string }, tags: { type: array, items: { type: string } }, marks: { type: array, items: { enum: [ red, green, blue, grey ] } }, labels: { type: object, additionalProperties: { type: string } } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Draft: { type: object, required: [ title ], properties: *draft }
    Card: { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, <<: *draft } }
`
const { document } = readWritten({ 'cards.yaml': WRITTEN })

const merged = (before: Values, body: Values): Values => ({ ...before, ...body })

/** A list that all members have which were created without one, as a default of some languages is. */
function sharing(name: string): Partial<Crud> {
  const shared: unknown[] = []
  const isShared = (values: Values): boolean => values[name] === shared
  return {
    created: (body) => ({ [name]: shared, ...body }),
    updated: {
      PATCH(before, body) {
        if (!isShared(before) || !Array.isArray(body[name])) return merged(before, body)
        shared.splice(0, shared.length, ...(body[name] as unknown[]))
        return { ...merged(before, body), [name]: shared }
      },
    },
  }
}

const RULES: Partial<Crud> = { created: (body) => ({ tags: [], ...body }) }

test.each<[string, readonly string[], Partial<Crud>]>([
  ['keeps all', [], {}],
  ['gives each card an empty list', [], RULES],
  ['gives all cards one list', ['fail law.bare-members-take-updates[card]'], sharing('tags')],
  ['gives all cards one list of listed values', ['warn law.bare-members-take-updates[card]'], sharing('marks')],
  [
    'fails at labels of a card without any',
    ['fail law.no-server-error[card]'],
    {
      before: ({ method, url }, store, body) =>
        method === 'PATCH' &&
        (body as Values | undefined)?.['labels'] !== undefined &&
        store.get(Number(url.split('/').at(-1)))?.['labels'] === undefined
          ? new Response(null, { status: 500 })
          : undefined,
    },
  ],
  [
    'stores labels of cards that have some alone',
    ['fail law.bare-members-take-updates[card]'],
    {
      updated: {
        PATCH: (before, body) => ({
          ...merged(before, body),
          ...(before['labels'] === undefined ? { labels: undefined } : {}),
        }),
      },
    },
  ],
  [
    'has one of two properties, and takes one alone',
    [],
    {
      before: ({ method }, _, body) =>
        method === 'PATCH' && Object.keys(body as Values).length > 1 ? new Response(null, { status: 422 }) : undefined,
      updated: {
        PATCH({ tags, marks, ...before }, body) {
          const isOne = body['tags'] !== undefined || body['marks'] !== undefined
          return { ...before, ...(isOne ? {} : { tags, marks }), ...body }
        },
      },
    },
  ],
  [
    'takes one property of a card alone',
    [],
    {
      before: ({ method }, _, body) =>
        method === 'PATCH' && Object.keys(body as Values).length > 1 ? new Response(null, { status: 422 }) : undefined,
    },
  ],
])('a server that %s', async (_, expected, crud) => {
  const { answer, held } = createCrud({
    path: '/cards',
    isValid: ({ title }, method) => typeof title === 'string' || (method === 'PATCH' && title === undefined),
    updated: { PATCH: merged },
    ...crud,
  })
  const report = await fireAt(document, answer, {
    selects: (id) => ['law.bare-members-take-updates[card]', 'law.no-server-error[card]'].includes(id),
  })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})

test('a property that each update loses is told once', async () => {
  const { answer } = createCrud({
    path: '/cards',
    isValid: ({ title }, method) => typeof title === 'string' || method === 'PATCH',
    updated: { PATCH: ({ text, ...before }, body) => ({ ...before, ...body, text }) },
  })
  const laws = [
    'update-shows',
    'update-answer-shows',
    'update-is-listed',
    'bare-members-take-updates',
    'histories-keep-the-state',
  ]
  const report = await fireAt(document, answer, { selects: (id) => laws.some((law) => id === `law.${law}[card]`) })
  expect(told(report)).toEqual(['fail law.update-shows[card]'])
})

test("a map that updates merge is each card's own", async () => {
  const labels = 'labels: { type: object, additionalProperties: { type: string } }'
  const said = labels.replace('{ ', "{ description: 'Merged with the labels that are there; null removes one.', ")
  const written = readWritten({ 'cards.yaml': WRITTEN.replace(labels, said) })
  const fire = async (none: () => Values): Promise<readonly string[]> => {
    const { answer } = createCrud({
      path: '/cards',
      isValid: ({ title }, method) => typeof title === 'string' || method === 'PATCH',
      created: (body) => ({ labels: none(), ...body }),
      updated: {
        PATCH(before, body) {
          Object.assign(before['labels'] as object, body['labels'])
          return { ...before, ...body, labels: before['labels'] }
        },
      },
    })
    return told(
      await fireAt(written.document, answer, { selects: (id) => id === 'law.bare-members-take-updates[card]' }),
    )
  }
  const shared: Values = {}
  expect(await fire(() => ({}))).toEqual([])
  expect(await fire(() => shared)).toEqual(['fail law.bare-members-take-updates[card]'])
})
