import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { json } from './json.ts'
import { LARGE } from './large-report.test-support.ts'
import type { Report } from '../src/report/report.ts'
import { groupByCause } from '../src/report/causes.ts'
import { PLAIN, render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from './sample-report.test-support.ts'

const SCHEMA = JSON.parse(readFileSync(new URL('../specs/report.schema.json', import.meta.url), 'utf8')) as object

function createCheck(): (value: unknown) => readonly string[] {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true })
  const plugin = addFormats as unknown as (ajv: Ajv2020) => void
  plugin(ajv)
  const check = ajv.compile(SCHEMA)
  return (value) => (check(value) ? [] : (check.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`))
}

const check = createCheck()
const written = (): Written => JSON.parse(render(json).join('')) as Written

interface Written {
  readonly results: readonly (Readonly<Record<string, unknown>> & { readonly findings: readonly object[] })[]
  readonly requirements: readonly object[]
}

test('the only output is the report, and the report parses back to the same values', () => {
  expect(render(json).slice(0, -1).join('')).toBe('')
  const { results, ...rest } = SAMPLE
  expect(written()).toMatchObject(rest)
  expect(written()).not.toHaveProperty('type')
  // JSON escapes can hold a lone surrogate.
  expect(written().results[3]).toEqual(results[3])
})

test('keys have the documented order, and unknown keys come last', () => {
  const report = written()
  expect(Object.keys(report).join(' ')).toMatchInlineSnapshot(
    `"reportVersion tool contract target startedAt durationMs seed level verdict causes totals requests requirements results"`,
  )
  expect(Object.keys(report.results[8] ?? {}).join(' ')).toMatchInlineSnapshot(
    `"id title status flaky requirements durationMs findings exchanges replay location"`,
  )
  expect(Object.keys(report.results[1]?.findings[0] ?? {}).join(' ')).toMatchInlineSnapshot(
    `"kind level requirement signature cause message at expected actual exchange location"`,
  )
  const { verdict, ...others } = SAMPLE
  const shuffled = { later: 1, ...others, verdict }
  expect(Object.keys(JSON.parse(render(json, shuffled).join('')) as object)).toEqual([...Object.keys(report), 'later'])
})

const keysOf = (object: object | undefined): string => Object.keys(object ?? {}).join(' ')

test('keys of certain runs alone have their place too', () => {
  const exchange = sampleExchange('SLACK', '{}')
  const finding = sampleFinding()
  const report = {
    answeredBefore: [{ method: 'GET', url: 'http://t' }],
    unanswered: exchange,
    embedded: true as const,
    ...SAMPLE,
    results: [sampleResult({ requests: 2, id: 'a.b', status: 'fail', findings: [finding], exchanges: [exchange] })],
    causes: groupByCause([sampleResult({ id: 'a.b', status: 'fail', findings: [finding] })]).map((cause) => ({
      only: { traits: [], failed: 1, of: 1, others: 0 },
      ...cause,
    })),
  }
  const document = JSON.parse(json.create(PLAIN).event({ type: 'report', ...report })) as typeof report
  expect(keysOf(document)).toMatchInlineSnapshot(
    `"reportVersion tool contract target embedded startedAt durationMs seed level verdict unanswered answeredBefore causes totals requests requirements results"`,
  )
  expect(keysOf(document.results[0])).toMatchInlineSnapshot(
    `"id title status requirements durationMs findings exchanges requests replay location"`,
  )
  expect(keysOf(document.causes[0])).toMatchInlineSnapshot(
    `"id requirement level message at results first only also places findings location"`,
  )
})

test('undefined expected and actual values are null', () => {
  expect(written().results[8]).toMatchObject({ findings: [{ expected: null, actual: 200 }] })
})

test('the report is indented by two spaces and ends with a line break', () => {
  expect(render(json).at(-1)).toMatch(/^\{\n {2}"reportVersion": 1,\n[^]*\n\}\n$/)
})

test('the report is valid against the published schema', () => {
  expect(check(written())).toEqual([])
  const times = { list: { count: 3, medianMs: 0.4, p95Ms: 1, longestMs: 2 } }
  expect(check({ ...written(), times })).toEqual([])
  expect(check({ ...written(), times: { list: { ...times.list, p95Ms: undefined } } })).toEqual([
    '/times/list required',
  ])
})

test.each([
  ['/verdict enum', { verdict: 'passed' }],
  ['/seed type', { seed: '42' }],
  ['/startedAt format', { startedAt: 'yesterday' }],
  ['/totals required', { totals: { pass: 1 } }],
  [' required', { tool: undefined }],
  [' required', { verdict: 'inconclusive' }],
  ['/results/0/status enum', { results: [{ ...written().results[0], status: 'green' }] }],
  ['/results/0 required', { results: [{ ...written().results[0], replay: undefined }] }],
  ['/results/0/findings minItems', { results: [{ ...written().results[0], status: 'fail' }] }],
  ['/results/0 required', { results: [{ ...written().results[0], status: 'skip' }] }],
  ['/requirements/0 required', { requirements: [{ ...written().requirements[0], status: 'unverified' }] }],
])('the schema refuses: %s', (error, change) => {
  expect(check(JSON.parse(JSON.stringify({ ...written(), ...change })))).toContain(error)
})

test('the schema refuses a finding without a valid place, and accepts unknown keys', () => {
  const [, result] = written().results
  const [finding] = result?.findings ?? []
  const withFinding = (change: object): object => ({
    ...written(),
    results: [{ ...result, findings: [{ ...finding, ...change }] }],
  })
  expect(check(withFinding({ at: '/errorCode' }))).toEqual(['/results/0/findings/0/at pattern'])
  expect(check(withFinding({ later: 1 }))).toEqual([])
})

test('a report is rendered in pieces, a result each, with the layout of JSON.stringify', () => {
  const pieces = [...(json.create(PLAIN).pieces?.(SAMPLE) ?? [])]
  const text = pieces.join('')
  expect(text.split('\n')).toHaveLength(JSON.stringify(JSON.parse(text), undefined, 2).split('\n').length + 1)
  expect(text).toMatch(/\n {2}"results": \[\n {4}\{\n {6}"id": [^]*\n {4}\}\n {2}\]\n\}\n$/)
  for (const { id } of SAMPLE.results)
    expect(pieces.filter((piece) => piece.startsWith(`\n    {\n      "id": ${JSON.stringify(id)}`, 1))).toHaveLength(1)
  expect([...(json.create(PLAIN).pieces?.({ ...SAMPLE, results: [] }) ?? [])].join('')).toMatch(
    /"results": \[\]\n\}\n$/,
  )
})

test('a report of 5,000 cases and 900 failures stays under 3 MB, and each failed result has its exchange', () => {
  const text = render(json, LARGE).join('')
  expect(Buffer.byteLength(text)).toBeLessThan(3_000_000)
  const report = JSON.parse(text) as Report
  expect(check(report)).toEqual([])
  const failed = report.results.filter(({ status }) => status === 'fail')
  expect(failed).toHaveLength(900)
  for (const { exchanges, findings } of failed)
    expect(exchanges[findings[0]?.exchange ?? -1]?.response?.status).toBe(200)
  expect(failed[0]?.exchanges[0]?.response?.body).toMatch(/^\{"type":"DATADOG",.*\.\.\. \(cut from \d+ characters\)$/)
})

test('a report that is not large, or of a verbose run, is indented and has whole bodies', () => {
  const large = render(json, LARGE, { verbose: true }).join('')
  expect(large.length).toBeGreaterThan(3_000_000)
  expect(large).not.toContain('(cut from')
  expect(large).toMatch(/\n {6}"id": "suite-0\.case-0\[/)
})
