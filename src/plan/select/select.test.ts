import { expect, test } from 'vitest'
import { UserError } from '../../source/mistake.ts'
import type { PlannedCase } from '../planned-case.ts'
import { selectCases } from './select.ts'

const IDS = [
  'create.twice[DATADOG]',
  'create.twice[OPS_GENIE]',
  'create.full[DATADOG]',
  'create.full.deep[a.b,*]',
  'delete.twice[DATADOG]',
  'list.empty',
]
const CASES: readonly PlannedCase[] = IDS.map((id) => ({
  id,
  template: id.split('[')[0] ?? '',
  title: '',
  needs: [],
  given: { absent: [], configured: [], beside: [], otherAbsent: [] },
  requirements: [],
  level: 'must',
  location: { file: '', line: 1, column: 1 },
  seed: '1',
  values: {},
  payload: 'full',
  steps: [],
}))
const select = (patterns: readonly string[], excluded: readonly string[] = []): readonly string[] =>
  selectCases(CASES, patterns, { excluded, requirements: ['key-is-masked'] }).map(({ id }) => id)

test.each([
  [[], IDS],
  [['create.twice'], IDS.slice(0, 2)],
  [['create.twice[DATADOG]'], IDS.slice(0, 1)],
  [['create.*'], IDS.slice(0, 3)],
  [['create.**'], IDS.slice(0, 4)],
  [['**'], IDS],
  [['*.twice'], [IDS[0], IDS[1], IDS[4]]],
  [['*.twice[DATADOG]'], [IDS[0], IDS[4]]],
  [['create.twice[*]'], IDS.slice(0, 2)],
  [['create.full.deep[a.b,*]'], [IDS[3]]],
  [
    ['list.empty', 'create.twice[OPS_GENIE]'],
    [IDS[1], IDS[5]],
  ],
  [['**[DATADOG]'], [IDS[0], IDS[2], IDS[4]]],
])('%j selects %j', (patterns, ids) => {
  expect(select(patterns)).toEqual(ids)
})

test('excluded rows and cases are omitted', () => {
  expect(select([], ['create.**'])).toEqual(IDS.slice(4))
  expect(select(['create.**'], ['create.twice[DATADOG]', 'create.full'])).toEqual([IDS[1], IDS[3]])
})

test('an exclusion of all cases leaves none', () => {
  expect(select(['list.empty'], ['**'])).toEqual([])
})

test.each([
  ['create.twise', '"create.twise" matches no case; did you mean "create.twice"?'],
  ['create', '"create" matches no case; did you mean "create.*"?'],
  ['crete', '"crete" matches no case; did you mean "create.*"?'],
  [
    'law.put-twice[note]',
    '"law.put-twice[note]" matches no case; laws are fired with `--openapi DOCUMENT`, `--contract FOLDER` or `--laws`',
  ],
  ['create.full.deeper', '"create.full.deeper" matches no case'],
  ['create.twice[datadog]', '"create.twice[datadog]" matches no case; did you mean "create.twice[DATADOG]"?'],
  ['creat?.twice', '"creat?.twice" matches no case; did you mean "create.twice"?'],
  ['create.[ft]ull', '"create.[ft]ull" matches no case'],
  ['key-is-maskd', '"key-is-maskd" matches no case; did you mean "key-is-masked"?'],
  ['', '"" matches no case'],
  ['x('.repeat(3), '"x(x(x(" matches no case'],
])('%j is an error, with the nearest id', (pattern, message) => {
  expect(() => select([pattern])).toThrow(UserError)
  expect(() => select([pattern])).toThrow(message)
})

test('an excluded pattern without a match is an error, and all such patterns are reported together', () => {
  expect(() => select(['list.empty'], ['lst.empty', 'zzzzzzzzzzzz'])).toThrow(
    '"lst.empty" matches no case; did you mean "list.empty"?\n"zzzzzzzzzzzz" matches no case',
  )
})
