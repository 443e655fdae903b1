import { expect, test } from 'vitest'
import { CONTRACT, OWN_SUITES } from '../../contract/loaded.test-support.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import { problemsOf } from '../observation.test-support.ts'

test('a forbidden text is reported with its match', () => {
  expect(problemsOf('text', { lacks: ['^x', 'ab+'] }, { body: 'a plain text' })).toEqual([])
  expect(problemsOf('text', { lacks: ['^x', 'ab+'] }, { body: 'it has abbb in it' })).toEqual([
    {
      message: 'expected no internals of the server in the body; a pattern of internals matches',
      at: 'body#',
      expected: 'no match',
      actual: 'abbb',
    },
  ])
})

const named = (mentions: string, body: unknown, status = 400): ReturnType<typeof problemsOf> =>
  problemsOf('text', { mentions }, { body, status })

test('an error must contain the mentioned name; other answers are not judged', () => {
  expect(named('region', { detail: 'Invalid attribute region specified.' })).toEqual([])
  expect(named('/region', 'the region')).toEqual([])
  expect(named('/region', String.raw`{"detail":"the \u0072egion"}`)).toEqual([])
  expect(named('/a/b~1c', 'has b/c')).toEqual([])
  expect(named('/region', 'Invalid.', 200)).toEqual([])
  expect(named('/region', 'Invalid.')).toEqual([
    {
      message: 'expected "region" in the body; the body does not contain the name',
      at: 'body#',
      expected: 'region',
      actual: 'Invalid.',
    },
  ])
})

const lacks = loadSuites([OWN_SUITES], CONTRACT)
  .flatMap(({ invariants }) => invariants)
  .flatMap((invariant) => invariant.expect)
  .find(({ requirement }) => requirement === 'no-internals')?.value

test.each([
  'java.lang.NullPointerException: x\n\tat com.example.Foo.bar(Foo.java:12)',
  'Error: x\n    at handle (/srv/app/server.js:10:5)',
  'Error\n    at async file:///srv/app.mjs:3:1',
  'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in <module>',
  'goroutine 1 [running]:\nmain.main()\n\t/srv/main.go:10 +0x1d',
  'org.springframework.web.HttpMediaTypeException',
])('%j shows internals of a server', (body) => {
  expect(problemsOf('text', lacks, { status: 500, body })).toHaveLength(1)
})

test.each([
  "The integration of type 'DATADOG' is not configured for this group.",
  'Rate limit exceeded for api/atlas/v2/orgs. Please retry after 55 seconds.',
  'Cannot find resource /api/atlas/v2/groups/1/integrations/foo.js.',
  'Invalid attribute a.b.c specified at line 3 (column 4).',
  'Look at https://www.example.com/docs/api-errors (2023-01-01).',
  '2026-11-25T01:02:03Z at noon',
])('%j is an error text as any', (body) => {
  expect(problemsOf('text', lacks, { status: 400, body })).toEqual([])
})
