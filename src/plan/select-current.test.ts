import { expect, test } from 'vitest'
import { UserError } from '../source/mistake.ts'
import type { Suite } from '../suite/suite.ts'
import type { PlannedCase } from './planned-case.ts'
import { selectCurrent } from './select-current.ts'

const CASES = ['create.new[A]', 'create.new[B]', 'list.empty'].map(
  (id) => ({ id, template: id.replace(/\[.*/, '') }) as PlannedCase,
)
const location = { file: 'a.yaml', line: 1, column: 1 }
const RETIRED = [{ id: 'create.old', reason: 'both checked the same', successor: 'create.new', location }]
const SUITES: readonly Suite[] = [
  { name: 'create', about: '', file: 'a.yaml', cases: [], invariants: [], retired: RETIRED, hints: [] },
]
const select = (patterns: readonly string[], excluded: readonly string[] = []) => {
  const { cases, hints } = selectCurrent(CASES, { patterns, excluded, suites: SUITES })
  return { ids: cases.map(({ id }) => id), hints }
}

const HINT = '"create.old" was retired: both checked the same; its successor create.new is selected'

test.each([
  ['create.old', ['create.new[A]', 'create.new[B]']],
  ['create.old[B]', ['create.new[B]']],
  ['create.old[gone]', ['create.new[A]', 'create.new[B]']],
  ['create.ol*', ['create.new[A]', 'create.new[B]']],
])('the pattern %s of a retired case selects its successor, with a hint', (pattern, ids) => {
  expect(select([pattern])).toEqual({ ids, hints: [HINT] })
})

test('a retired id that is excluded excludes its successor, with a hint', () => {
  expect(select([], ['create.old'])).toEqual({ ids: ['list.empty'], hints: [HINT.replace('selected', 'excluded')] })
})

test('a pattern that matches a case does not match retired ids', () => {
  expect(select(['create.*'])).toEqual({ ids: ['create.new[A]', 'create.new[B]'], hints: [] })
})

test('a pattern that matches neither a case nor a retired id is an error', () => {
  expect(() => select(['create.odd'])).toThrow(UserError)
})
