import { expect, test } from 'vitest'
import { saysListsState, saysRemovesOldest } from './says-lists-state.ts'

test.each([
  ['Lists the jobs that are done.', true],
  ['Returns all orders which have been paid.', true],
  ['Lists the jobs.', false],
  ['Lists the projects that are visible to the caller.', false],
  ['Lists the projects that are available.', false],
  [undefined, false],
])('"%s" lists members in a state: %s', (text, is) => {
  expect(saysListsState(text)).toBe(is)
})

test.each([
  ['A project keeps its three latest deployments: a further one removes the oldest.', true],
  ['Creates a deployment.', false],
])('"%s" removes the oldest: %s', (text, is) => {
  expect(saysRemovesOldest(text)).toBe(is)
})
