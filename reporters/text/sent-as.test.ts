import { expect, test } from 'vitest'
import { render, SAMPLE, sampleExchange, sampleFinding, sampleResult } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'
import { sentAs } from './sent-as.ts'

test.each([
  [{}, ''],
  [{ as: 'reader' }, ' as the reader'],
  [{ as: 'nobody' }, ' without credentials'],
  [{ as: 'wrong' }, ' with wrong credentials'],
  [{ as: 'emptied' }, ' with altered credentials (emptied)'],
  [{ as: 'stranger', differs: [{ name: 'Accept' }] }, ' as the stranger, without Accept'],
  [{ differs: [{ name: 'Accept', value: '*/*' }] }, ', with Accept: */*'],
  [{ inPieces: true as const }, ', with the body in pieces'],
  [{ inChunks: true as const, cutWithin: true as const }, ', with the body in chunks, cut within characters'],
])('the sender and the headers of %j are told', (request, text) => {
  expect(sentAs(request)).toBe(text)
})

const { request, ...rest } = sampleExchange('SLACK', '{"name":"e\u0301"}')
const differs = [{ name: 'Accept', value: '*/*\u001b[2J' }]
const exchanges = [{ ...rest, request: { ...request, as: 'reader', differs, body: '{"name":"a\ufe0f"}' } }]
const findings = [sampleFinding({ expected: 'a\ufe0f', actual: 'e\u0301\u00a0' })]

test('a report shows who sent a request, what its headers have unlike others, and characters that nobody sees', () => {
  const results = [sampleResult({ id: 'x.y', status: 'fail', findings, exchanges })]
  const shown = render(spec, { ...SAMPLE, results }).join('')
  expect(/ expected[^]*(?=\n +curl)/.exec(shown)?.[0]).toMatchInlineSnapshot(`
    " expected status 409; the answer is 200

    For the curl lines: export CONFORM_READER_AUTHORIZATION='Bearer …'

    ✖ FAIL x.y  the title of x.y
      must second-create-conflicts: expected status 409; the answer is 200
        expected  "a\\ufe0f"
        actual    "e\\u0301\\xa0"
        at        status
        request   POST http://127.0.0.1:8080/api/things/SLACK as the reader, with Accept: */*\\x1b[2J
                  | {"name":"a\\ufe0f"}
        answer    200, application/json
                  | {"name":"e\\u0301"}"
  `)
})
