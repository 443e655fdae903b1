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

const as = (method: string, one: typeof SLACK): typeof SLACK => ({ ...one, request: { ...one.request, method } })

test('the few writes before a request are sent before it, and the reads between them', () => {
  const [create, read, list] = [as('POST', SLACK), as('GET', SLACK), as('GET', LIST)]
  const line = ({ request }: typeof SLACK): string => curlLine(request)
  // A read before the first write is a part of the set-up.
  expect(curlLines(read, { exchange: 4 }, [list, create, read, DATADOG, read])).toEqual(
    [create, read, DATADOG, read].map(line),
  )
  expect(curlLines(read, { exchange: 2 }, [list, list, read])).toEqual([line(read)])
  const lists = Array.from({ length: 6 }, () => list)
  expect(curlLines(read, { exchange: 8 }, [create, ...lists, read, read])).toEqual([create, read, read].map(line))
})

test('a comment stands for more writes than a reader would send by hand', () => {
  const create = as('POST', SLACK)
  expect(curlLines(DATADOG, { exchange: 4 }, [create, create, create, create, DATADOG])).toEqual([
    '# 4 writes of the case come before this request; the replay sends them',
    curlLine(DATADOG.request),
  ])
})

test('altered credentials are told by a comment, and the right ones are not sent in their place', () => {
  const { request } = SLACK
  const comment = '# without the altered credentials of this request, which no report shows; the replay sends them'
  for (const given of [{ as: 'emptied' }, { differs: [{ name: 'Authorization', value: '<credentials>' }] }]) {
    const altered = { ...SLACK, request: { ...request, ...given } }
    const [first, second, ...others] = curlLines(altered)
    expect([first, others]).toEqual([comment, []])
    expect(second).not.toContain('CONFORM_')
    expect(curlLines(altered, { timeline: MOMENT }, [altered, DATADOG, LIST])[1]).toMatch(/^curl .* &$/)
  }
  expect(curlLines({ ...SLACK, request: { ...request, as: 'reader' } })).toHaveLength(1)
})

test('a body is sent with zeros in the place of its secrets', () => {
  const request = { ...SLACK.request, method: 'POST', body: '{"apiKey":"<secret>"}', sample: '{"apiKey":"0000"}' }
  expect(curlLine(request)).toContain(`--data-raw '{"apiKey":"0000"}'`)
})
