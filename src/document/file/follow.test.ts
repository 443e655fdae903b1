import { expect, test } from 'vitest'
import { parseDocumentFile, partAt, wholeOf } from './document-file.ts'
import { createFollow } from './follow.ts'
import { createRemarks } from './remarks.ts'
import { inheritedParts } from '../schema/inherited-parts.ts'

/** The parts of a list that is longer than the arguments of a call may be. */
const MANY = 700_000

const many = `[${'{},'.repeat(MANY - 1)}{}]`
const file = parseDocumentFile({
  path: '/api.json',
  name: 'api.json',
  text: `{"many": {"allOf": ${many}}, "outer": {"last": {"$anchor": "here"}}}`,
})
const follow = createFollow({ first: file, files: new Map([[file.path, file]]), unread: new Map() }, createRemarks([]))

test('an anchor is found beside a long list', () => {
  expect(follow.target(wholeOf(file), '#here')?.token).toBe('last')
})

test('a schema may join a long list of schemas', () => {
  expect(inheritedParts({ follow }, partAt(wholeOf(file), 'many'))).toHaveLength(MANY + 1)
})
