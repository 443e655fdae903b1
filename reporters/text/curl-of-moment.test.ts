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
