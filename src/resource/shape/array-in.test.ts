import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { documentOf, INTEGER, TEXT } from '../document.test-support.ts'
import { arrayIn } from './array-in.ts'
import { schemaShape } from './schema-shape.ts'

/** The place of the members in an answer with these properties. */
function placeIn(properties: Readonly<Record<string, DocumentSchema>>): string | undefined {
  const document = documentOf({})
  return arrayIn(document, schemaShape(document, { type: 'object', properties }))?.at
}
const arrayOf = (...names: readonly string[]): DocumentSchema => {
  const properties = Object.fromEntries(names.map((name) => [name, TEXT]))
  return { type: 'array', items: { type: 'object', properties } }
}
const MEMBERS = arrayOf('id', 'name')
const NOTES = arrayOf('code', 'message')

test('links and messages beside the members are no members', () => {
  expect(placeIn({ users: MEMBERS, links: arrayOf('rel', 'href') })).toBe('/users')
  expect(placeIn({ result: MEMBERS, errors: NOTES, messages: NOTES })).toBe('/result')
  expect(placeIn({ users: MEMBERS, messages: MEMBERS })).toBe('/users')
})

test('messages and links with an id are members where no other array is there', () => {
  for (const id of ['id', 'sid', 'uuid', 'messageId', 'message_id'])
    expect(placeIn({ messages: arrayOf(id, 'text'), page: INTEGER })).toBe('/messages')
  expect(placeIn({ links: MEMBERS, errors: NOTES })).toBe('/links')
})

test('messages without an id, and errors, are never members', () => {
  expect(placeIn({ messages: NOTES, success: TEXT })).toBeUndefined()
  expect(placeIn({ errors: MEMBERS })).toBeUndefined()
})
