import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { countersOf, countsIn } from './counters.ts'

/** The numbers that count the tasks of a list with this number, where tasks have these properties too. */
function countersIn(number: string, more: string): unknown {
  const { document } = readWritten({
    'lists.yaml': `openapi: 3.1.0
info: { title: lists, version: '1' }
paths:
  /lists:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string } } } } } }, responses: { '201': &list { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/List' } } } } } }
  /lists/{listId}:
    parameters: &listId [ { name: listId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *list } }
  /lists/{listId}/tasks:
    parameters: *listId
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title ], properties: { title: { type: string } } } } } }, responses: { '201': &task { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Task' } } } } } }
  /lists/{listId}/tasks/{taskId}:
    parameters: [ { name: listId, in: path, required: true, schema: { type: integer } }, { name: taskId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *task } }
components:
  schemas:
    List: { type: object, properties: { id: { type: integer, readOnly: true }, name: { type: string }, number: ${number} } }
    Task: { type: object, properties: { id: { type: integer, readOnly: true }, title: { type: string }, status: { type: string, enum: [ open, done, dropped ], readOnly: true }${more} } }
`,
  })
  const model = inferModel(document)
  const tasks = Object.values(model.resources).find(({ name }) => name === 'task')
  if (tasks === undefined) throw new Error('the model has tasks')
  return countersOf(tasks, model, document).map(({ at, states, values, isSaid }) => ({ at, states, values, isSaid }))
}

const number = (description: string, type = 'integer'): string =>
  `{ type: ${type}, readOnly: true, description: ${description} }`

const counted = (description: string): unknown => countersIn(number(description), '')

/** The numbers where the name of one counts the tasks. */
const named = (description: string): unknown => countersIn(`{ type: integer }, tasks_count: ${number(description)}`, '')

const LISTED = ['open', 'done', 'dropped']

const states = (...names: string[]): unknown => [
  {
    at: '/number',
    states: { at: '/status', values: [...LISTED.filter((one) => !names.includes(one)), ...names], counted: names },
    isSaid: true,
  },
]

test('a number of members in a state counts the listed value, or the others', () => {
  expect(counted('The number of done tasks of the list')).toEqual(states('done'))
  expect(counted('The number of tasks of the list that are not done')).toEqual(states('open', 'dropped'))
})

test('a number of members in a state is none where another noun, several properties or no integer may be meant', () => {
  expect(countersIn(number('The number of done chores of the list'), '')).toEqual([])
  expect(
    countersIn(number('The number of done tasks of the list'), ', phase: { type: string, enum: [ begun, done ] }'),
  ).toEqual([])
  expect(countersIn(number('The number of done tasks of the list', 'string'), '')).toEqual([])
})

/** A map of numbers with these names, of which one has a type. */
const mapOf = (names: readonly string[], type = 'integer'): string =>
  `{ type: object, readOnly: true, description: The number of tasks of the list, properties: { ${names.map((name, index) => `${name}: { type: ${index === 0 ? type : 'integer'} }`).join(', ')} } }`

test('a map counts by a property whose listed values have all of its names, where all are integers', () => {
  expect(countersIn(mapOf(['open', 'done']), '')).toEqual([{ at: '/number', values: '/status', isSaid: true }])
  expect(countersIn(mapOf(['open', 'late']), '')).toEqual([])
  expect(countersIn(mapOf(['open', 'done'], 'string'), '')).toEqual([])
  expect(countersIn(mapOf(['open']), '')).toEqual([])
})

test('a number that is left out is zero', () => {
  const counter = { at: '/number', values: undefined } as Parameters<typeof countsIn>[1]
  expect([countsIn({}, counter), countsIn({ number: 2 }, counter)]).toEqual([{ '': 0 }, { '': 2 }])
})

test('a number counts by its name, unless its description names something else', () => {
  const byName = { at: '/tasks_count', states: undefined, values: undefined, isSaid: false }
  expect(named('Shown beside the name')).toEqual([byName])
  expect(named('The number of tasks of the list')).toEqual([{ ...byName, isSaid: true }])
  expect(named('The number of steps in the list')).toEqual([])
})
