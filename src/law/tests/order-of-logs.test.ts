import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** A log that only the server writes. */
const logOf = (says: string) =>
  readWritten({
    'log.yaml': `openapi: 3.1.0
info: { title: log, version: '1' }
paths:
  /entries:
    get:
      description: ${says}
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, required: [ items ], properties: { items: { type: array, items: &entry { type: object, required: [ id ], properties: { id: { type: string }, date: { type: integer }, size: { type: integer } } } } } } } } } }
  /entries/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *entry } } }, '404': { description: no } } }
`,
  }).document

const LAW = 'law.lists-keep-their-order[entry]'
const DAY = 86_400_000
const NOW = 1_790_000_000_000

/** Entries with days before now and sizes. */
const entriesOf = (days: readonly number[], sizes = [5, 9, 7, 6]): readonly object[] =>
  days.map((day, index) => ({ id: `e${index}`, date: NOW - day * DAY, size: sizes[index] }))

test.each([
  ['The entries, the newest first.', [0, 1, 2, 3], undefined, 'pass'],
  ['The entries, the newest first.', [3, 2, 1, 0], undefined, 'fail'],
  ['The entries, the newest first.', [1, 0, 3, 2], undefined, 'fail'],
  ['The entries, the newest first.', [3, 2, 1, 0], [9, 8, 7, 6], 'pass'],
  ['The entries, the newest first.', [1, 0], undefined, 'skip'],
  ['The entries, the oldest first.', [3, 2, 1, 0], undefined, 'pass'],
  ['The entries, sorted by size.', [3, 2, 1, 0], undefined, 'fail'],
  ['The entries, sorted by size.', [3, 2, 1, 0], [1, 1, 2, 4], 'pass'],
])('a log that says "%s", of the days %j and the sizes %j: %s', async (...[says, days, sizes, expected]) => {
  const entries = entriesOf(days, sizes)
  const answer = (request: Request): Promise<Response> => {
    const id = new URL(request.url).pathname.split('/')[2]
    const one = entries.find((entry) => id !== undefined && 'id' in entry && entry.id === id)
    return Promise.resolve(
      id === undefined
        ? Response.json({ items: entries })
        : Response.json(one, { status: one === undefined ? 404 : 200 }),
    )
  }
  const report = await fireAt(logOf(says), answer, { selects: (id) => id === LAW })
  expect(report.results.map(({ status }) => status)).toEqual([expected])
  expect(told(report)).toEqual(expected === 'fail' ? [`fail ${LAW}`] : [])
})
