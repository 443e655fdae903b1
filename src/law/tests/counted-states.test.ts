import { expect, test } from 'vitest'
import { createCollections, documentOf, type Habits } from './collections.test-support.ts'
import type { Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const DOCUMENT = documentOf(
  {
    name: 'board',
    body: 'title: { type: string }',
    required: 'title',
    shown: "open: { type: integer, readOnly: true, description: 'Number of open tasks of the board.' }",
  },
  {
    name: 'task',
    body: 'title: { type: string }, boardId: { type: integer }, state: { type: string, enum: [ open, closed ], default: open }',
    required: 'title, boardId',
  },
)

/** A server of boards that counts some tasks of a board as open. */
function countingBoards(isCounted: (task: Values) => boolean): Habits {
  return {
    refuses: ({ kept, name, member: { title, boardId, state = 'open' } }) =>
      typeof title !== 'string' ||
      !['open', 'closed'].includes(String(state)) ||
      (name === 'task' && kept['board']?.has(Number(boardId)) !== true),
    written: ({ kept, name, id, member }, before) => {
      if (before === undefined) kept[name]?.set(id, { ...member, first: member['state'] ?? 'open' })
    },
    shown: ({ kept, name, id, member }) => {
      if (name === 'task') return { state: 'open', ...member, first: undefined }
      const tasks = [...(kept['task'] ?? new Map<number, Values>()).values()]
      return { ...member, open: tasks.filter((task) => task['boardId'] === id && isCounted(task)).length }
    },
  }
}

test.each<[string, string, (task: Values) => boolean]>([
  ['are open', 'pass', ({ state = 'open' }) => state === 'open'],
  ['were created as open', 'fail', ({ first }) => first === 'open'],
])('a number of open tasks follows updates of the state: it counts those that %s, %s', async (_, status, isCounted) => {
  const law = 'law.counts-follow-members[task]'
  // A number that is late may follow: the run waits, and the test does not.
  const answer = createCollections(['board', 'task'], countingBoards(isCounted))
  const { results } = await fireAt(DOCUMENT, answer, { selects: (id) => id === law })
  expect(results.find(({ id }) => id === law)?.status).toBe(status)
})
