import { expect, test } from 'vitest'
import { createGoneMembers } from './gone-members.ts'

test('a member that a read does not find is gone, until an answer shows it', () => {
  const gone = createGoneMembers()
  gone.missing('/users/a', gone.begin())
  expect([gone.has('/users/a'), gone.has('/users/b')]).toEqual([true, false])
  gone.there('/users/a')
  expect(gone.has('/users/a')).toBe(false)
  gone.missing('/users/a', gone.begin())
  expect(gone.has('/users/a')).toBe(true)
})

test('a read from before a create, whose answer comes after that of the create, says nothing', () => {
  const gone = createGoneMembers()
  const begun = gone.begin()
  gone.there('/users/a')
  gone.missing('/users/a', begun)
  expect(gone.has('/users/a')).toBe(false)
})
