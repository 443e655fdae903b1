import { expect, test } from 'vitest'
import type { Problem } from './problem.ts'
import { type LostValues, withoutLost } from './lost-values.ts'

const problem = (at: string, actual: unknown, level?: 'should'): Problem => ({
  signature: 'value-normalised',
  message: `expected "x" at ${at}`,
  at,
  expected: 'x',
  actual,
  ...(level === undefined ? {} : { level }),
})

test('a value that every create loses, or that is shown empty, is told once', () => {
  const lost: LostValues = new Map()
  const problems = [problem('body#/a', 'y'), problem('body#/token', '', 'should'), problem('body#/b', 'X', 'should')]
  const tell = (law: string): readonly string[] =>
    withoutLost(problems, { law, resource: 'hook', lost, sharesWord: true }).map(({ at }) => at)
  expect(tell('read-equals-write')).toHaveLength(3)
  expect(tell('update-shows')).toEqual(['body#/b'])
})
