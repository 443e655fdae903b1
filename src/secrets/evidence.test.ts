import { createEvidenceBudget } from '../report/evidence-budget.ts'
import { expect, test } from 'vitest'
import { maskValue, type RecordedExchange, toEvidence } from './evidence.ts'
import { createAttempt } from '../run/session/attempt.ts'
import { createGroupState } from '../group/group-state.ts'
import { createSecrets } from './secrets.ts'
import { toResult } from '../report/to-result.ts'
import { withZeros } from './with-zeros.ts'

const TOKEN = 'QwErTyUiOpAsDfGhJkLzXcVbNm0123456789'
const secrets = createSecrets()
secrets.add({ value: TOKEN, pointer: '/it', redaction: { rule: 'tail', tail: 4, strength: 'stated', form: 'token' } })

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const exchange: RecordedExchange = {
  request: {
    method: 'POST',
    path: `/x?t=${TOKEN}`,
    headers: [
      ['Authorization', 'Bearer something-else'],
      ['X-Own', TOKEN],
    ],
    body: bytes(JSON.stringify({ apiKey: TOKEN })),
  },
  as: 'owner',
  response: {
    status: 200,
    headers: [
      ['Set-Cookie', `a=${TOKEN}`],
      ['set-cookie', 'c=3'],
      ['cookie', 'b=1'],
    ],
    body: bytes(`it is ${TOKEN}`),
    defect: 'cut',
  },
  durationMs: 1.6,
}

test('evidence holds the exchange with every secret and all credentials masked', () => {
  expect(toEvidence(exchange, 'http://127.0.0.1:1', secrets)).toEqual({
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:1/x?t=<secret>',
      headers: { Authorization: '<credentials>', 'X-Own': '<secret>' },
      body: '{"apiKey":"<secret>"}',
      sample: JSON.stringify({ apiKey: withZeros(TOKEN) }),
    },
    response: {
      status: 200,
      headers: { 'Set-Cookie': 'a=<credentials>, c=<credentials>', cookie: '<credentials>' },
      body: 'it is <secret>',
      defect: 'cut',
    },
    durationMs: 2,
  })
})

test('a sample shows what breaks the form of a secret that the run has drawn, and nothing of another one', () => {
  const [drawn, learned, credential, both] = [
    '8F2c61d7b09E43a5',
    'B1c2d3e4f5061728',
    'C9d8e7f6a5b4c3d2',
    'D1a2b3c4d5e6f708',
  ]
  const own = createSecrets()
  const sent = { pointer: '/it', redaction: { rule: 'tail', tail: 4, strength: 'stated', form: 'token' } } as const
  for (const value of [drawn, both]) own.add({ ...sent, value, isDrawn: true })
  own.add({ ...sent, value: learned })
  for (const value of [credential, both]) own.addWhole(value)
  const body = bytes(JSON.stringify({ drawn, learned, credential, both }))
  const { sample = '' } = toEvidence({ ...exchange, request: { ...exchange.request, body } }, '', own).request
  expect(JSON.parse(sample)).toEqual({
    drawn: '0A000000000A0000',
    learned: '0000000000000000',
    credential: '0000000000000000',
    both: '0000000000000000',
  })
})

test('evidence names a sender that is not the owner, and the headers that other requests do not have so', () => {
  const { request } = exchange
  const unlike = [
    ['Accept', null],
    ['X-Own', TOKEN],
    ['Authorization', 'Bearer something-else'],
  ] as const
  expect(toEvidence({ ...exchange, as: 'reader', request: { ...request, unlike } }, 'http://a', secrets)).toMatchObject(
    {
      request: {
        as: 'reader',
        differs: [
          { name: 'Accept' },
          { name: 'X-Own', value: '<secret>' },
          { name: 'Authorization', value: '<credentials>' },
        ],
      },
    },
  )
})

test('evidence tells a body with its length that went in pieces', () => {
  const split = { ...exchange, request: { ...exchange.request, transfer: 'split' as const } }
  expect(toEvidence(split, 'http://127.0.0.1:1', secrets).request.inPieces).toBe(true)
  expect(toEvidence(exchange, 'http://127.0.0.1:1', secrets).request).not.toHaveProperty('inPieces')
  const chunked = { ...exchange.request, transfer: 'chunked' as const, body: Buffer.from('"é"') }
  const { request } = toEvidence({ ...exchange, request: chunked }, 'http://127.0.0.1:1', secrets)
  expect(request).toMatchObject({ inChunks: true, cutWithin: true })
  expect(request).not.toHaveProperty('inPieces')
})

test('an exchange without a response has the reason', () => {
  const { response: _, ...unanswered } = exchange
  const evidence = toEvidence({ ...unanswered, failure: 'the connection was refused' }, 'http://a', secrets)
  expect(evidence).toMatchObject({ failure: 'the connection was refused' })
  expect(evidence).not.toHaveProperty('response')
})

test('a long body is cut, and the length is stated', () => {
  const response = { status: 200, headers: [], body: bytes('x'.repeat(100_000)) }
  const { body } = toEvidence({ ...exchange, response }, 'http://a', secrets).response ?? { body: '' }
  expect(body).toMatch(/^x{4000}\.\.\. \(100000 bytes\)$/)
})

test('the values of a finding are masked at every depth, and cut', () => {
  expect(maskValue({ a: [TOKEN, { b: `x ${TOKEN}` }], [TOKEN]: 1 }, secrets)).toEqual({
    a: ['<secret>', { b: 'x <secret>' }],
    '<secret>': 1,
  })
  expect(maskValue(TOKEN, secrets)).toBe('<secret>')
  for (const value of [1, null, true, undefined]) expect(maskValue(value, secrets)).toBe(value)
  expect(maskValue('y'.repeat(9_000), secrets)).toHaveLength(4_003)
  expect(maskValue({ long: 'y'.repeat(9_000) }, secrets)).toHaveLength(4_003)
})

test('reason and findings of a result are masked, and a pass keeps exchanges only if verbose', () => {
  const attempt = createAttempt({ group: createGroupState('g'), other: undefined }, [])
  attempt.exchanges.push(exchange)
  const planned = {
    id: "it's.one",
    template: 'it',
    title: 'x',
    needs: [],
    given: { absent: [], configured: [], beside: [], otherAbsent: [] },
    requirements: [],
    level: 'must' as const,
    location: { file: 'a', line: 1, column: 1 },
    seed: '1',
    values: {},
    payload: 'full',
    steps: [],
  }
  const evidence = createEvidenceBudget()
  const context = {
    target: 'http://a',
    secrets,
    seed: 3,
    command: 'conform',
    replayFlags: ' --target http://a',
    verbose: false,
    evidence,
  }
  const tried = { planned, attempt, times: { durationMs: 1 }, flaky: false }
  expect(toResult(tried, context)).toMatchObject({ status: 'pass', exchanges: [] })
  expect(toResult(tried, { ...context, verbose: true }).exchanges).toHaveLength(1)
  attempt.inconclusive = `it said ${TOKEN}`
  expect(toResult(tried, context)).toMatchObject({
    status: 'inconclusive',
    reason: 'it said <secret>',
    exchanges: [{}],
  })
  attempt.findings.push({
    kind: 'body',
    level: 'must',
    requirement: 'r',
    message: `m ${TOKEN}`,
    at: `body#/${TOKEN}`,
    signature: 's',
    cause: 'r/s',
    expected: TOKEN,
    actual: { a: TOKEN },
    location: planned.location,
    exchange: 0,
  })
  const result = toResult(tried, context)
  expect(result.status).toBe('fail')
  expect(result.findings).toMatchObject([
    { message: 'm <secret>', at: 'body#/<secret>', expected: '<secret>', actual: { a: '<secret>' }, exchange: 0 },
  ])
  expect(result.replay.command).toBe(String.raw`conform run 'it'\''s.one' --seed 3 --target http://a`)
  attempt.exchanges.unshift({ ...exchange, durationMs: 9 })
  attempt.findings[0] = { ...attempt.findings[0], exchange: 1 } as (typeof attempt.findings)[number]
  const brief = toResult(tried, { ...context, evidence: { isKept: () => false } })
  expect(brief.exchanges, 'a failed result keeps its failing exchange beyond the budget').toEqual([
    toEvidence(exchange, 'http://a', secrets),
  ])
  expect(brief.findings).toMatchObject([{ exchange: 0 }])
})

const evidenceOfBody = (body: string | Uint8Array, type = 'application/json', length?: number) =>
  toEvidence(
    {
      ...exchange,
      response: {
        status: 200,
        headers: [['Content-Type', type]],
        body: typeof body === 'string' ? bytes(body) : body,
        ...(length === undefined ? {} : { length }),
      },
    },
    'http://a',
    secrets,
  ).response?.notJsonFrom

test('evidence of a body that is no JSON has the place of the mistake, and the masked text around the place', () => {
  expect(evidenceOfBody(`{"apiKey":"${TOKEN}","n":1,}`)).toBe(
    'character 56, where a name in double quotes is expected: {"apiKey":"<secret>","n":1, >>> }',
  )
  expect(evidenceOfBody('{"a":1')).toBe('character 7, where "," or "}" is expected: {"a":1 >>> the end')
  const long = `{"a":"${'x'.repeat(3_000)}","b":None,"c":"${'y'.repeat(300)}"}`
  expect(evidenceOfBody(long)).toBe(
    `character 3013, where a value is expected: ...${'x'.repeat(54)}","b": >>> None,"c":"${'y'.repeat(50)}...`,
  )
  expect(evidenceOfBody(Buffer.from('{"a":"caf\xe9"}', 'latin1'))).toBe(
    'character 10, which is not UTF-8: {"a":"caf >>> \uFFFD"}',
  )
})

test('no part of a secret is shown around a mistake, also where the mistake is within the secret', () => {
  const broken = `${TOKEN.slice(0, 12)}\n${TOKEN.slice(12)}`
  const found = evidenceOfBody(`{"apiKey":"${broken}"}`) ?? ''
  expect(found).toContain('where an escaped character is expected')
  for (let start = 0; start + 8 <= TOKEN.length; start += 1) expect(found).not.toContain(TOKEN.slice(start, start + 8))
  expect(evidenceOfBody(`{"apiKey":${TOKEN}}`)).toBe(
    'character 11, where a value is expected: {"apiKey": >>> <secret>}',
  )
})

test('evidence names no mistake in JSON, in a body of another type, and at the cut of a long body', () => {
  expect(evidenceOfBody('{"a":1}')).toBeUndefined()
  expect(evidenceOfBody('<html>', 'text/html')).toBeUndefined()
  expect(evidenceOfBody(`{"a":"${'x'.repeat(500)}`, 'application/json', 9_000)).toBeUndefined()
  expect(evidenceOfBody('')).toBeUndefined()
})
