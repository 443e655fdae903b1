import { expect, test } from 'vitest'
import { createCollections, documentOf } from './collections.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** The status of the law at a server of owners and of things, whose titles are unique among all or among those of one owner. */
async function statusOf(says: string, scope: 'all' | 'owner'): Promise<string | undefined> {
  const answer = createCollections(['owner', 'thing'], {
    refuses: ({ kept, name, id, member: { title, ownerId } }) =>
      typeof title !== 'string' ||
      (name === 'thing' &&
        (kept['owner']?.has(Number(ownerId)) !== true ||
          [...(kept['thing'] ?? [])].some(
            ([key, one]) => key !== id && one['title'] === title && (scope === 'all' || one['ownerId'] === ownerId),
          ))),
  })
  const document = documentOf(
    { name: 'owner', body: 'title: { type: string }', required: 'title' },
    {
      name: 'thing',
      body: `title: { type: string, description: "${says}" }, ownerId: { type: integer }`,
      required: 'title, ownerId',
    },
  )
  const law = 'law.unique-values-stay-unique[thing]'
  const { results } = await fireAt(document, answer, { selects: (id) => id === law })
  return results.find(({ id }) => id === law)?.status
}

test('a value that is unique among all is refused beside another reference too', async () => {
  expect(await statusOf('Must be unique among all things.', 'all')).toBe('pass')
  expect(await statusOf('Must be unique among all things.', 'owner')).not.toBe('pass')
  expect(await statusOf('Must be unique.', 'owner')).toBe('pass')
})

test('a value that is taken is refused with the status that the description states', async () => {
  expect(await statusOf('Must be unique, otherwise 422.', 'all')).toBe('pass')
  expect(await statusOf('Must be unique, otherwise 409.', 'all')).toBe('fail')
})
