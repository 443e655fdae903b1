import { expect, test } from 'vitest'
import { demandedOf } from './says-demanded.ts'

const NAMES = ['project', 'section', 'tag', 'limit', 'q']

test.each([
  ['Lists tasks. You must specify a `project` or a `section`.', ['project', 'section']],
  ['You must specify a `project` or `tag` if you do not specify an assignee.', ['project', 'tag']],
  ['neither a project nor a section, or another invalid parameter', ['project', 'section']],
  ['At least one of project, tag and q is needed.', ['project', 'tag']],
  ['Either `project` or `q` is required.', ['project', 'q']],
  ['If a section is given, you must specify its project.', []],
  ['You can specify a `project` or a `section`.', []],
  ['The project must exist.', []],
  [undefined, []],
])('%s', (text, expected) => {
  expect(demandedOf(text, NAMES)).toEqual(expected)
})
