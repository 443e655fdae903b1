import { expect, test } from 'vitest'
import { UserError } from '../../source/mistake.ts'
import type { Requirement } from '../../contract/contract.ts'
import type { Invariant } from '../../judge/invariant.ts'
import type { Suite } from '../../suite/suite.ts'
import type { PlannedCase } from '../planned-case.ts'
import { selectCurrent } from './select-current.ts'

const REQUIREMENTS_OF: Readonly<Record<string, readonly string[]>> = {
  'create.new[A]': ['writes-work', 'writes-last'],
  'create.new[B]': ['writes-work', 'writes-last'],
  'list.empty': ['reads-work'],
}
const CASES = ['create.new[A]', 'create.new[B]', 'list.empty'].map(
  (id) =>
    ({
      id,
      template: id.replace(/\[.*/, ''),
      requirements: REQUIREMENTS_OF[id] ?? [],
    }) as Partial<PlannedCase> as PlannedCase,
)
const location = { file: 'a.yaml', line: 1, column: 1 }
const RETIRED = [{ id: 'create.old', reason: 'both checked the same', successor: 'create.new', location }]
const EXPECT = [{ requirement: 'masks-hold', kind: 'status', value: 200, location }] as unknown as Invariant['expect']
const INVARIANT: Invariant = { title: 'each mask holds', expect: EXPECT, location }
const SUITES: readonly Suite[] = [
  {
    name: 'create',
    about: '',
    file: 'a.yaml',
    cases: [],
    invariants: [INVARIANT],
    retired: RETIRED,
    hints: [],
    requirements: [],
  },
]
const requirement = (id: string, excluded?: string): [string, Requirement] => [
  id,
  {
    id,
    level: 'must',
    text: '',
    source: { document: '', pointer: '' },
    location,
    ...(excluded === undefined ? {} : { excluded }),
  },
]
const CONTRACT = {
  requirements: Object.fromEntries([
    ...['writes-work', 'writes-last', 'reads-work', 'masks-hold', 'nothing-checks'].map((id) => requirement(id)),
    requirement('never-checked', 'a reason'),
  ]),
}
const select = (patterns: readonly string[], excluded: readonly string[] = []) => {
  const { cases, hints } = selectCurrent(CASES, { patterns, excluded, suites: SUITES, contract: CONTRACT })
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

test.each([
  [['reads-work'], ['list.empty']],
  [['writes-work'], ['create.new[A]', 'create.new[B]']],
  [['writes-*'], ['create.new[A]', 'create.new[B]']],
  [['*-work'], ['create.new[A]', 'create.new[B]', 'list.empty']],
])('%j selects the cases that check these requirements', (patterns, ids) => {
  expect(select(patterns)).toEqual({ ids, hints: [] })
})

test('an excluded requirement excludes the cases that check it', () => {
  expect(select([], ['writes-work'])).toEqual({ ids: ['list.empty'], hints: [] })
})

test.each([
  ['nothing-checks', 'no case checks the requirement "nothing-checks"'],
  ['never-checked', 'no case checks the requirement "never-checked": a reason'],
  ['masks-hold', 'no case checks the requirement "masks-hold", because an invariant checks it on every answer; select'],
  ['reads-wrok', '"reads-wrok" matches no case; did you mean "reads-work"?'],
])('%s selects no case, and the error says why', (pattern, message) => {
  expect(() => select([pattern])).toThrow(UserError)
  expect(() => select([pattern])).toThrow(message)
})
