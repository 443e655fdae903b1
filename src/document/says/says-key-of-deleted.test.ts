import { expect, test } from 'vitest'
import { saysKeyStaysTaken, saysNewWhenRecreated } from './says-key-of-deleted.ts'

test('the key of a deleted member stays taken where a sentence says so', () => {
  expect(saysKeyStaysTaken('Creates a sensor. The id of a deleted sensor stays taken.')).toBe(true)
  expect(saysKeyStaysTaken('Names of deleted notes are reserved.')).toBe(true)
  expect(saysKeyStaysTaken('A deleted note keeps its id.')).toBe(true)
  expect(saysKeyStaysTaken('The id of a deleted sensor is reserved for 30 days.')).toBe(false)
  expect(saysKeyStaysTaken('The id of a sensor that is taken is refused.')).toBe(false)
})

test('a value is another one after a delete and a create where a sentence says so', () => {
  expect(saysNewWhenRecreated('A new alert rule under the name of an old one has another uid.')).toBe(true)
  expect(saysNewWhenRecreated('A recreated note with the same name gets a new uid.')).toBe(true)
  expect(saysNewWhenRecreated('A unique id that the server sets.')).toBe(false)
})
