import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Policies whose rules get new ids with each write. A create ignores the id of a rule. */
const { document } = readWritten({
  'policies.yaml': `openapi: 3.1.0
info: { title: policies, version: '1' }
paths:
  /policies:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &policy { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, rules: &rules { type: array, minItems: 1, items: { type: object, required: [ delay ], properties: { id: { type: string, description: 'Ignored in a create, where the server chooses it.' }, delay: { type: integer, minimum: 1, maximum: 90 } } } } } } } } } } } }
    post: &write { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ rules ], properties: { rules: *rules } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *policy } } }, '422': &no { description: no } } }
  /policies/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { <<: *write, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
})

const rulesOf = ({ rules }: Values) => rules as readonly Values[]
const LAWS = new Set(['law.put-twice-is-once[policy]', 'law.boundary-values-come-back[policy]'])

test.each<[string, (before: Values, rules: readonly Values[]) => readonly Values[], readonly string[]]>([
  ['replaces the rules', (_, rules) => rules, []],
  [
    'adds the rules to those of before',
    (before, rules) => [...rulesOf(before), ...rules].slice(-9),
    ['fail law.put-twice-is-once[policy]'],
  ],
  [
    'doubles the delay of a rule that is there',
    (before, rules) => rules.map((rule) => ({ ...rule, delay: 2 * Number(rulesOf(before)[0]?.['delay']) })),
    ['fail law.put-twice-is-once[policy]'],
  ],
])('a server that %s, each with a new id', async (...[, replaced, expected]) => {
  let last = 0
  const withIds = (rules: readonly Values[]): readonly Values[] =>
    rules.map((rule) => ({ ...rule, id: `r${(last += 1)}` }))
  const { answer, held } = createCrud({
    path: '/policies',
    isValid: ({ rules }) =>
      Array.isArray(rules) && rules.length > 0 && rules.every((rule: Values) => typeof rule['delay'] === 'number'),
    created: (body) => ({ rules: withIds(rulesOf(body)) }),
    updated: { PUT: (before, body) => ({ rules: withIds(replaced(before, rulesOf(body))) }) },
  })
  const report = await fireAt(document, answer, { selects: (id) => LAWS.has(id) })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
