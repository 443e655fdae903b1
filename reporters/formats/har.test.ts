import { expect, test } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import type { Evidence } from '../../src/secrets/evidence.ts'
import { render, SAMPLE, sampleExchange, sampleResult } from '../sample-report.test-support.ts'
import { har } from './har.ts'
import { harSchema } from './validate.test-support.ts'

interface Har {
  readonly log: { readonly pages: readonly object[]; readonly entries: readonly Readonly<Record<string, object>>[] }
}

const check = harSchema()
const write = (report: Report = SAMPLE): Har => JSON.parse(render(har, report).join('')) as Har
const entryOf = (exchange: object): Readonly<Record<string, object>> | undefined => {
  const exchanges = [{ ...sampleExchange('K', '{}'), ...exchange } as Evidence]
  const report = { ...SAMPLE, results: [sampleResult({ id: 'a.b', status: 'fail', exchanges })] }
  expect(check(write(report))).toEqual([])
  return write(report).log.entries[0]
}

test('a log is valid against the schema of the format', () => {
  expect(check(write())).toEqual([])
  expect(check(write({ ...SAMPLE, results: [] }))).toEqual([])
  expect(check({ log: { version: '1.2', creator: {}, entries: [{}] } })).not.toEqual([])
})

test('each exchange is an entry, on the page of its case', () => {
  const { pages, entries } = write().log
  const kept = SAMPLE.results.filter(({ exchanges }) => exchanges.length > 0)
  expect(pages).toMatchObject(kept.map(({ id, status }) => ({ id, comment: status })))
  expect(entries.map(({ pageref }) => pageref)).toEqual(kept.map(({ id }) => id))
})

test('an entry has the request and the answer', () => {
  const query = { ...sampleExchange('K', '').request, url: 'http://a/b?pretty=true&n=a%20b#c' }
  expect(entryOf({ request: query, startedAt: '2026-01-02T03:04:05.678Z' })).toMatchObject({
    startedDateTime: '2026-01-02T03:04:05.678Z',
    time: 4,
    request: {
      method: 'POST',
      url: 'http://a/b?pretty=true&n=a%20b#c',
      queryString: [
        { name: 'pretty', value: 'true' },
        { name: 'n', value: 'a b' },
      ],
      postData: { mimeType: 'application/json', text: '{"type":"K","apiKey":"<secret>","name":"it\'s"}' },
    },
    response: { status: 200, content: { size: 2, mimeType: 'application/json', text: '{}' } },
  })
})

test('an exchange without an answer has the status 0 and the reason', () => {
  const { response: _, ...request } = sampleExchange('K', '{}')
  expect(entryOf({ ...request, response: undefined, failure: 'reset' })).toMatchObject({
    startedDateTime: SAMPLE.startedAt,
    response: { status: 0, _error: 'reset' },
  })
})

test('bytes that are not UTF-8 become replacement characters, because readers refuse lone surrogates', () => {
  const request = { ...sampleExchange('K', '').request, body: 'a\udcffb' }
  expect(entryOf({ request })).toMatchObject({ request: { postData: { text: 'a\ufffdb' } } })
})
