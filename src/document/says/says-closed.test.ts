import { expect, test } from 'vitest'
import { closedStates, refusedAbove } from './says-closed.ts'

test.each([
  ['An archived course takes no new course work (400, FAILED_PRECONDITION).', ['archived', 'course', 'course work']],
  ['A locked issue takes no comments (403).', ['locked', 'issue', 'comments']],
  ['Archived courses accept no students.', ['archived', 'courses', 'students']],
  ['No comments can be added to a locked issue (403).', ['locked', 'issue', 'comments']],
  ['New tasks cannot be created in a closed project.', ['closed', 'project', 'tasks']],
  ['A locked issue does not take any comments.', ['locked', 'issue', 'comments']],
] as const)('a state in which nothing is created below: %s', (text, expected) => {
  const [found] = closedStates(text)
  expect([found?.state, found?.noun.replace(/s$/, ''), found?.below]).toEqual([
    expected[0],
    expected[1].replace(/s$/, ''),
    expected[2],
  ])
})

test.each([
  'A locked issue takes no comments of guests.',
  'An archived course takes new course work.',
  'Drafts take no submissions.',
])('no such state: %s', (text) => {
  expect(closedStates(text)).toEqual([])
})

test('the states that a create refuses', () => {
  expect(refusedAbove('A full course and an archived course are answered with 400 (FAILED_PRECONDITION).')).toEqual([
    { state: 'archived', noun: 'course' },
  ])
  expect(refusedAbove('An archived course of another teacher is answered with 400.')).toEqual([])
})
