import { expect, test } from 'vitest'
import { counterexampleRows, declaredLines } from './counterexample-detail.ts'
import { distinct, resultDetail } from './result-detail.ts'
import { sampleFinding, sampleResult } from '../sample-report.test-support.ts'

const CASE = ['- id: found.some', '  title: "a \\u2028 b"', '  expect:', '    some: { status: 400 }', ''].join('\n')

test('the rows name the broken rule, the generator and the changes that make the value valid', () => {
  const rows = counterexampleRows({
    finding: 0,
    broken: 'maxLength at /name',
    name: 'random',
    shrinks: 3,
    sentWith: ['query envelope=true', 'header Accept: text/\u001bx'],
    value: { name: 'aaa' },
    twin: {
      value: { name: 'a' },
      difference: [
        { at: '/name', from: 'aaa', to: 'a' },
        { at: '/key', to: '<secret>' },
      ],
    },
    case: CASE,
  })
  expect(rows).toEqual([
    { label: 'broken', lines: ['maxLength at /name'] },
    { label: 'generator', lines: ['random, shrunk 3 times'] },
    { label: 'sent with', lines: ['query envelope=true', 'header Accept: text/\\x1bx'] },
    { label: 'valid with', lines: ['/name "aaa" -> "a"', '/key absent -> "<secret>"'] },
  ])
})

test('masked secrets are told by their lengths', () => {
  const difference = [
    { at: '/key', from: '<secret>', to: '<secret>', fromLength: 64, toLength: 40 },
    { at: '/other', from: 'a', to: '<secret>', toLength: 1 },
  ]
  const rows = counterexampleRows({
    finding: 0,
    name: 'random',
    shrinks: 0,
    value: {},
    twin: { value: {}, difference },
  })
  expect(rows.at(-1)).toEqual({
    label: 'valid with',
    lines: ['/key a secret of 64 characters -> a secret of 40 characters', '/other "a" -> a secret of 1 character'],
  })
})

test('a history that ends at its failure says how many of its steps are told', () => {
  const step = { method: 'GET', url: 'http://127.0.0.1:1/items', status: 500 }
  const told = (name: string, shrinks: number) =>
    counterexampleRows({ finding: 0, name, shrinks, value: [], steps: [step, step] })[0]?.lines
  expect(told('3 steps', 0)).toEqual(['the first 2 of 3 steps'])
  expect(told('3 steps', 1)).toEqual(['the first 2 of 3 steps, shrunk 1 time'])
  expect(told('2 steps', 0)).toEqual(['2 steps'])
})

test('a history has its steps in order, each with its body and its answer', () => {
  const url = 'http://127.0.0.1:1/items/a'
  const rows = counterexampleRows({
    finding: 0,
    name: '4 steps',
    shrinks: 2,
    value: [],
    steps: [
      { method: 'POST', url, body: `{"name":"\u001b${'x'.repeat(100)}"}`, status: 200 },
      { method: 'GET', url: `${url}?pretty=true`, status: 404 },
      { method: 'GET', url, as: 'reader', differs: [{ name: 'Accept', value: 'a/b' }, { name: 'X-A' }], status: 406 },
      { method: 'DELETE', url },
    ],
  })
  const [, steps] = rows
  expect(steps?.label).toBe('steps')
  expect(steps?.lines.map((line) => line.replace(/x{20,}/, 'x…'))).toEqual([
    '1. POST /items/a {"name":"\\x1bx…... -> 200',
    '2. GET /items/a?pretty=true -> 404',
    '3. GET /items/a as the reader, with Accept: a/b, without X-A -> 406',
    '4. DELETE /items/a -> no answer',
  ])
})

test('a valid value has a generator row only', () => {
  expect(counterexampleRows({ finding: 0, name: 'longest text at /name', shrinks: 0, value: 'x', case: CASE })).toEqual(
    [{ label: 'generator', lines: ['longest text at /name'] }],
  )
})

test('control characters are escaped, and a long value is cut', () => {
  const from = `\u001b[31m${'x'.repeat(500)}`
  const rows = counterexampleRows({
    finding: 0,
    broken: 'pattern at /\u001b]8;;',
    name: 'random',
    shrinks: 1,
    value: from,
    twin: { value: '', difference: [{ at: '', from, to: '' }] },
    case: CASE,
  })
  const text = rows.flatMap(({ lines }) => lines).join('\n')
  expect(text).not.toContain('\u001b')
  expect(text.length).toBeLessThan(400)
})

test('the declared case is YAML that can be pasted into a suite', () => {
  expect(declaredLines({ case: CASE }, { margin: '    ', shows: undefined })).toEqual([
    '    as a declared case:',
    '  - id: found.some',
    '    title: "a \\u2028 b"',
    '    expect:',
    '      some: { status: 400 }',
  ])
})

test('a result with several causes names the requirement that the declared case shows', () => {
  const findings = ['named', 'other'].map((requirement) => sampleFinding({ requirement, cause: `${requirement}/x` }))
  const counterexample = { finding: 1, name: 'x', shrinks: 0, value: 1, case: CASE }
  const headings = (shown: typeof findings): readonly string[] =>
    resultDetail(sampleResult({ id: 'a.b', status: 'fail', findings, counterexample }), shown, { width: 80 }).filter(
      (line) => line.startsWith('as a declared case'),
    )
  expect(headings(findings)).toEqual(['as a declared case; like the replay, it fails only at other:'])
  expect(headings(findings.slice(1))).toEqual(['as a declared case:'])
})

test('of a cause, a finding of the case itself is shown before one of earlier cases', () => {
  const earlier = sampleFinding({ message: 'earlier', ofEarlierCase: true })
  const other = sampleFinding({ message: 'earlier too', cause: 'b/x', ofEarlierCase: true })
  const shown = distinct([
    earlier,
    other,
    sampleFinding({ message: 'own' }),
    sampleFinding({ cause: 'c/x', message: 'c' }),
  ])
  expect(shown.map(({ finding, more }) => [finding.message, more])).toEqual([
    ['own', 1],
    ['c', 0],
    ['earlier too', 0],
  ])
})

test('a finding that the counterexample does not show has a replay and a declared case of its own', () => {
  const [shown, other] = ['shown', 'other'].map((requirement) =>
    sampleFinding({ requirement, cause: `${requirement}/x` }),
  )
  const own = { ...(other ?? sampleFinding()), replay: 'conform replay a.b --path 7', declaredCase: CASE }
  const findings = [shown ?? sampleFinding(), own]
  const counterexample = { finding: 0, name: 'x', shrinks: 0, value: 1, case: '- id: found.first' }
  const result = sampleResult({ id: 'a.b', status: 'fail', findings, counterexample })
  const all = resultDetail(result, findings, { width: 80 })
  expect(all.filter((line) => line.includes('replay'))).toEqual([
    '  replay    conform replay a.b --path 7',
    `replay  ${result.replay.command}`,
    'as a declared case; like the replay, it fails only at shown:',
    'as a declared case; like its replay, it fails only at other:',
  ])
  const alone = resultDetail(result, [own], { width: 80 })
  expect(alone.filter((line) => line.includes('replay'))).toEqual([
    '  replay    conform replay a.b --path 7',
    'as a declared case; like its replay, it fails only at other:',
  ])
  expect(alone.join('\n')).not.toContain('found.first')
})

test('of a long history the last twenty steps are printed, with their numbers', () => {
  const steps = Array.from({ length: 25 }, (_, index) => ({
    method: 'GET',
    url: `http://a.test/${index}`,
    status: 200,
  }))
  const rows = counterexampleRows({ finding: 0, name: '25 steps', shrinks: 0, value: '', steps })
  const lines = rows.find(({ label }) => label === 'steps')?.lines ?? []
  expect(lines).toHaveLength(21)
  expect(lines[0]).toBe('(5 earlier steps are in the JSON report, and the replay sends them)')
  expect([lines[1], lines.at(-1)]).toEqual(['6. GET /5 -> 200', '25. GET /24 -> 200'])
})
