import { expect, test } from 'vitest'
import { createCollections, documentOf } from './collections.test-support.ts'
import type { Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

test.each<[string, string, (made: number, bound: number) => boolean]>([
  ['at this time or later', 'pass', (made, bound) => made >= bound],
  ['later alone', 'fail', (made, bound) => made > bound],
])('a bound is tried at a second that all members share: a server that shows those %s, %s', async (_, status, is) => {
  const document = rackDocument({
    properties: 'created: { type: integer, readOnly: true }',
    parameters: `{ name: 'created[gte]', in: query, schema: { type: integer }, description: Only parts created at this time or later. }`,
  })
  const list: Shelf['list'] = (parts, query) => ({
    parts: parts.filter(({ created }) => is(Number(created), Number(query.get('created[gte]') ?? 0))),
  })
  expect(await statusAt('bounds-hold', document, { list, sets: () => ({ created: 1_796_178_152 }) })).toBe(status)
})

/** The hours of a lease, each on a day of its own. */
const leaseOf = (id: number): object => ({
  starts: `2031-03-0${id}T08:00:00.000Z`,
  ends: `2031-03-0${id}T18:00:00.000Z`,
})

test.each(['ends', 'starts'])(
  'a bound is tried at a time between those of a member: a server that looks at when it %s',
  async (when) => {
    const document = rackDocument({
      properties:
        'starts: { type: string, format: date-time, readOnly: true }\n        ends: { type: string, format: date-time, readOnly: true }',
      parameters: `{ name: from, in: query, schema: { type: string, format: date-time }, description: Only parts whose lease ends after this time. }`,
    })
    const list: Shelf['list'] = (parts, query) => ({
      parts: parts.filter((part) => String(part[when]) > (query.get('from') ?? '')),
    })
    expect(await statusAt('bounds-hold', document, { list, sets: leaseOf })).toBe(when === 'ends' ? 'pass' : 'fail')
  },
)

test.each(['updatedAt', 'createdAt'])('an updated member counts for a bound: a server that looks at %s', async (at) => {
  const time = '{ type: string, format: date-time, readOnly: true }'
  const document = documentOf({
    name: 'note',
    body: 'title: { type: string }',
    required: 'title',
    shown: `createdAt: ${time}, updatedAt: ${time}`,
    query:
      '{ name: since, in: query, schema: { type: string, format: date-time }, description: Only notes that were updated at this time or later. }',
  })
  let now = Date.parse('2031-03-01T00:00:00Z')
  const answer = createCollections(['note'], {
    refuses: ({ member: { title } }) => typeof title !== 'string',
    written: ({ kept, name, id, member }, before) => {
      const updatedAt = new Date((now += 1_500)).toISOString()
      kept[name]?.set(id, { ...member, updatedAt, createdAt: before?.['createdAt'] ?? updatedAt })
    },
    listed: (members: readonly Values[], query) =>
      members.filter((member) => String(member[at]) >= (query.get('since') ?? '')),
  })
  const law = 'law.bounds-hold[note]'
  const { results } = await fireAt(document, answer, { selects: (id) => id === law })
  expect(results.find(({ id }) => id === law)?.status).toBe(at === 'updatedAt' ? 'pass' : 'fail')
})
