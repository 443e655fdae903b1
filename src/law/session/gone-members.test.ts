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

test('a member that a delete has removed is told from one that is not found after another request', () => {
  const gone = createGoneMembers()
  const tell = (): readonly boolean[] =>
    ['/users/a', '/users/a/notes/1', '/users/ab'].map((path) => gone.wasDeleted(path))
  for (const path of ['/users/a', '/users/a/notes/1', '/users/ab']) gone.missing(path, gone.begin())
  expect(tell()).toEqual([false, false, false])
  gone.deleted('/users/a')
  expect(tell()).toEqual([true, true, false])
  gone.deleted('/admin/users/ab')
  expect(gone.wasDeleted('/users/ab', '/admin/users/ab')).toBe(true)
})

test('a member that is created again after its delete was not deleted', () => {
  const gone = createGoneMembers()
  gone.deleted('/users/a')
  gone.there('/users/a')
  gone.missing('/users/a', gone.begin())
  expect([gone.has('/users/a'), gone.wasDeleted('/users/a')]).toEqual([true, false])
})

test('an answer that shows a member, and that comes after its delete, does not undo the delete', () => {
  const gone = createGoneMembers()
  const begun = gone.begin()
  gone.deleted('/users/a')
  gone.there('/users/a', begun)
  gone.missing('/users/a', gone.begin())
  expect(gone.wasDeleted('/users/a')).toBe(true)
})

test('a deleted member stays deleted until a write at it or at one of its actions', () => {
  const gone = createGoneMembers()
  const tell = (): readonly boolean[] => ['/users/a', '/users/ab'].map((path) => gone.staysDeleted(path))
  gone.written('/users/a')
  gone.deleted('/users/a')
  gone.deleted('/users/ab')
  expect(tell()).toEqual([true, true])
  gone.written('/users/a:undelete')
  expect(tell()).toEqual([false, true])
  gone.deleted('/users/a')
  expect(tell()).toEqual([true, true])
})
