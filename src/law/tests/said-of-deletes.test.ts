import { expect, test } from 'vitest'
import { type Collection, createCollections, documentOf, type Habits } from './collections.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** The status of a law at a server of owners and of things that name one. */
async function statusOf(
  law: string,
  { deletes, thing }: { readonly deletes: string; readonly thing: Omit<Collection, 'name'> },
  deleted: Habits['deleted'],
): Promise<string | undefined> {
  const owner = { name: 'owner', body: 'title: { type: string }', required: 'title', deletes }
  const answer = createCollections(['owner', 'thing'], {
    refuses: ({ kept, name, member: { title, ownerId, status = 'open' } }, before) =>
      typeof title !== 'string' ||
      !['open', 'closed'].includes(String(status)) ||
      (name === 'thing' && before === undefined && kept['owner']?.has(Number(ownerId)) !== true),
    ...(deleted === undefined ? {} : { deleted }),
  })
  const document = documentOf(owner, { name: 'thing', ...thing })
  const { results } = await fireAt(document, answer, { selects: (id) => id === `law.${law}[thing]` })
  return results.find(({ id }) => id === `law.${law}[thing]`)?.status
}

const NAMING = 'title: { type: string }, ownerId: { type: [ integer, "null" ] }'

test.each([
  ['An owner who still has things, open or closed, cannot be deleted (400, FAILED_PRECONDITION).', true, 'pass'],
  ['An owner who still has things, open or closed, cannot be deleted (400, FAILED_PRECONDITION).', false, 'fail'],
  ['An owner that has things cannot be deleted (409).', false, 'fail'],
])('a sentence of a delete tells that a member stays: %s, refused: %s, %s', async (deletes, refuses, status) => {
  const thing = { body: NAMING, required: 'title, ownerId' }
  const habit: Habits['deleted'] = ({ kept, name, id }) =>
    !refuses || name !== 'owner' || ![...(kept['thing']?.values() ?? [])].some(({ ownerId }) => ownerId === id)
  expect(await statusOf('named-member-stays', { deletes, thing }, habit)).toBe(status)
})

test.each<[string, object, string]>([
  ['Things of the owner are closed and stay, with ownerId null.', { ownerId: null, status: 'closed' }, 'pass'],
  ['Things of the owner are closed and stay, with ownerId null.', { ownerId: null }, 'fail'],
  ['Things of the owner are closed and stay, with ownerId null.', { status: 'closed' }, 'fail'],
  ['The owner is removed from all things.', { ownerId: null }, 'pass'],
  ['The owner is removed from all things.', {}, 'fail'],
  ['Things of the owner stay, without an owner.', {}, 'fail'],
])('a sentence of a delete tells what others become: %s, with %s, %s', async (deletes, left, status) => {
  const thing = {
    body: NAMING,
    required: 'title, ownerId',
    shown: 'status: { type: string, enum: [ open, closed ], readOnly: true }',
  }
  const habit: Habits['deleted'] = ({ kept, name, id }) => {
    for (const [key, one] of kept['thing'] ?? [])
      if (name === 'owner' && one['ownerId'] === id) kept['thing']?.set(key, { ...one, status: 'open', ...left })
    return true
  }
  expect(await statusOf('no-reference-dangles', { deletes, thing }, habit)).toBe(status)
})
