import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlLine } from './curl.ts'
import { curlLines } from './curl-of-moment.ts'
import { sampleExchange } from '../sample-report.test-support.ts'

const [SLACK, DATADOG, LIST] = ['SLACK', 'DATADOG', ''].map((key) => sampleExchange(key, '{}')) as [
  ReturnType<typeof sampleExchange>,
  ReturnType<typeof sampleExchange>,
  ReturnType<typeof sampleExchange>,
]
const MOMENT = [
  { exchange: 0, startMs: 0, endMs: 9 },
  { exchange: 1, startMs: 1 },
  { exchange: 2, startMs: 12, endMs: 15 },
]

test('the requests of a moment are sent side by side, and those after it once all are answered', () => {
  const lines = curlLines(LIST, { timeline: MOMENT }, [SLACK, DATADOG, LIST])
  const [slack, datadog, list] = [SLACK, DATADOG, LIST].map(({ request }) => curlLine(request))
  expect(lines).toEqual([`${slack} &`, `${datadog} &`, 'wait', list])
  const script = `curl() { sleep 0.2; echo sent; }\n${lines.join('\n')}`
  expect(execFileSync('sh', ['-c', script]).toString()).toBe('sent\n'.repeat(3))
})

test('a finding without a moment, or whose requests are not all kept, has the command of its exchange', () => {
  const alone = [curlLine(SLACK.request)]
  expect(curlLines(SLACK)).toEqual(alone)
  expect(curlLines(SLACK, { timeline: MOMENT.slice(0, 1) }, [SLACK])).toEqual(alone)
  expect(curlLines(SLACK, { timeline: MOMENT }, [SLACK, DATADOG])).toEqual(alone)
})

test('the few writes before a request are sent before it, and reads are not', () => {
  const [create, read] = [SLACK, LIST].map((one, index) => ({
    ...one,
    request: { ...one.request, method: index === 0 ? 'POST' : 'GET' },
  })) as [typeof SLACK, typeof LIST]
  const [first, last] = [create, DATADOG].map(({ request }) => curlLine(request))
  expect(curlLines(DATADOG, { exchange: 2 }, [create, read, DATADOG])).toEqual([first, last])
  expect(curlLines(DATADOG, { exchange: 4 }, [create, create, create, create, DATADOG])).toEqual([last])
})

test('a body is sent with zeros in the place of its secrets', () => {
  const request = { ...SLACK.request, method: 'POST', body: '{"apiKey":"<secret>"}', sample: '{"apiKey":"0000"}' }
  expect(curlLine(request)).toContain(`--data-raw '{"apiKey":"0000"}'`)
})
