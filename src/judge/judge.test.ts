import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { type Expectation, judge, observed } from './judge.ts'
import { KINDS } from './kinds.ts'
import { observe } from './observation.test-support.ts'

const location = { file: 'a.yaml', line: 1, column: 2 }
const expectation = (requirement: string, kind: string, value: unknown): Expectation => ({
  requirement,
  kind,
  value,
  location,
})

test('a finding has the kind, requirement, level and place of its expectation', () => {
  const expectations = [
    expectation('create-succeeds', 'status', 200),
    expectation('conflict-code', 'error', { code: 'X' }),
  ]
  const wrong = observe({ status: 409, body: { errorCode: 'Y' } })
  expect(expectations.flatMap((one) => judge(one, wrong))).toEqual([
    {
      kind: 'status',
      level: 'must',
      requirement: 'create-succeeds',
      signature: 'refused',
      cause: 'create-succeeds/refused',
      message: 'expected status 200; the answer is 409',
      at: 'status',
      expected: '200',
      actual: 409,
      location,
    },
    {
      kind: 'error',
      level: 'should',
      requirement: 'conflict-code',
      signature: 'wrong-error-code',
      cause: 'conflict-code/wrong-error-code',
      message: 'expected the error code X; the error code is "Y"',
      at: 'body#/errorCode',
      expected: 'X',
      actual: 'Y',
      location,
    },
  ])
  const right = observe({ status: 200, body: { errorCode: 'X' } })
  expect(expectations.flatMap((one) => judge(one, right) ?? [])).toEqual([])
})

test('an expectation that does not apply has no judgement', () => {
  expect(judge(expectation('enum-is-enforced', 'refused', 'enum'), observe({ status: 200 }))).toBe(undefined)
})

test('an observed requirement is recorded with the answer', () => {
  expect(observed(expectation('update-of-nothing', 'status', [200, 404]), observe({ status: 404 }))).toMatchObject({
    level: 'observe',
    message: 'observed: status 200 or 404; the answer is 404',
    actual: 404,
  })
})

test('an unknown kind or requirement is a defect of the tool', () => {
  expect(() => judge(expectation('create-succeeds', 'staus', 1), observe({}))).toThrow(
    'the suite was not checked at load',
  )
  expect(() => judge(expectation('nothing', 'status', 1), observe({}))).toThrow('the suite was not checked at load')
})

test('each kind is listed under its name, with a valid schema and a test file', () => {
  const files = new Set(readdirSync(new URL('kinds/', import.meta.url)))
  for (const [name, kind] of Object.entries(KINDS)) {
    expect(kind.name).toBe(name)
    expect(new Ajv2020({ strict: false }).validateSchema(kind.schema), name).toBe(true)
    const file = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    expect([files.has(`${file}.ts`), files.has(`${file}.test.ts`)], name).toEqual([true, true])
  }
})

test('no kind throws on any answer', () => {
  const bodies = [
    undefined,
    'x',
    '',
    'null',
    '12',
    '[]',
    '{}',
    '{"results":[null,1,{"type":1}],"links":[null]}',
    '{"results":[{"type":"DATADOG","apiKey":{}}],"links":{},"error":{}}',
    new Uint8Array([0xff]),
  ]
  const values: Readonly<Record<string, readonly unknown[]>> = {
    status: [200],
    refused: ['all', ['minLength']],
    mediaType: ['json'],
    header: [{ A: { matches: 'x' } }],
    message: ['whole', 'bodyless'],
    json: ['well-formed', 'unique-keys'],
    schema: ['documented', 'closed', 'ApiError'],
    body: [{ '/results/0/type': { equals: 1 } }],
    members: [{ '/id': { type: 'string' } }],
    equalsSent: ['all', 'own', 'others'],
    defaults: ['documented', 'returned'],
    inherited: ['ofDeleted', 'ofOtherGroup', 'ofOthers'],
    ids: ['notSent', 'ofOneGroup', 'ofOneMember'],
    error: [{}, { code: 'X' }, { code: 'upper_snake' }, { reason: 'phrase' }],
    text: [{ lacks: ['x'], mentions: 'y' }],
    page: [
      { items: 'all' },
      { items: 'size', total: 'exact', next: 'truthful', previous: 'later', links: 'self' },
      { total: 'absent', links: 'keep' },
    ],
    walked: ['every member once'],
    pretty: [{ unlike: '{}' }, { sameAs: '{}' }],
    redacted: ['tail', 'url', 'never', 'length', 'presumed'],
    noSecret: ['stated', 'presumed'],
    unchanged: ['all', 'others'],
    concurrent: [
      'one-create',
      'one-delete',
      'nothing-lost',
      'writes-stay',
      'deletes-stay',
      'groups-apart',
      'nothing-refused',
      'nothing-else',
      'fresh-reads',
      'linearizable',
      ['one-create', 'nothing-lost'],
    ],
  }
  expect(Object.keys(values)).toEqual(Object.keys(KINDS))
  for (const role of ['list', 'create', 'read', 'update', 'delete'] as const) {
    for (const status of [0, 200, 204, 404, 599]) {
      for (const body of bodies) {
        const seen = observe({
          role,
          status,
          key: 'DATADOG',
          members: { DATADOG: { apiKey: 'x'.repeat(9) } },
          body,
          walk: { by: 'number', pages: [null, body] },
          moment: {
            key: 'DATADOG',
            requests: [
              { role, status, body, sent: body, at: [0, 2] },
              { role: 'create', status, body, sent: { apiKey: 'x' }, at: [1, 3] },
              { role: 'list', body, at: [4, 5], after: true },
            ],
          },
        })
        for (const [name, all] of Object.entries(values))
          for (const value of all) expect(() => unjudged(name, value, seen), `${name} ${String(body)}`).not.toThrow()
      }
    }
  }
})

/** Throws if a kind finds a violation in an observation to which the kind does not apply. */
function unjudged(name: string, value: unknown, seen: ReturnType<typeof observe>): void {
  const kind = KINDS[name]
  const problems = kind?.check(value, seen) ?? []
  if (kind?.applies(value, seen) === false && problems.length > 0) throw new Error(problems[0]?.message)
}
