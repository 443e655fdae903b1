import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createReference, failure, type Override } from '../../../fixtures/reference/reference.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { checkPlan } from '../../plan/check/check-plan.ts'
import { onlyExample } from '../../plan/select/only-example.ts'
import { planCases } from '../../plan/plan.ts'
import { selectCases } from '../../plan/select/select.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import type { Suite } from '../../suite/suite.ts'
import type { Report, Result } from '../../report/report.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP, SUITES } from '../tests/run.test-support.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(overrides: Override = {}): Promise<string> {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP], overrides }).listen()
  closing.push(server.close)
  return server.url
}

/** The result of one property against a server with these overrides. */
async function tried(id: string, overrides: Override, more: { runs?: number; seed?: number } = {}): Promise<Result> {
  const report = await fireAt({ target: await serve(overrides), only: [id], ...more })
  return only(report)
}

function only({ results }: Report): Result {
  const [result] = results
  if (result === undefined || results.length !== 1) throw new Error(`there are ${results.length} results`)
  return result
}

const must = ({ findings }: Result): readonly string[] => [
  ...new Set(findings.filter(({ level }) => level === 'must').map(({ requirement }) => requirement)),
]

/** A server that changes every text before storing it. */
const storing =
  (change: (text: string, name: string) => string): Override =>
  (base) => ({
    save: (core, group, stored) => {
      const values = Object.entries(stored.values).map(([name, value]) => [
        name,
        typeof value === 'string' ? change(value, name) : value,
      ])
      base.save(core, group, { ...stored, values: Object.fromEntries(values) as typeof stored.values })
    },
  })

const ROWS = selectCases(planCases(SUITES, CONTRACT, 1), ['property.*'])
const PROPERTIES = [...new Set(ROWS.map(({ template }) => template))]

// Each property has a test of its own, so that its time limit holds on a busy machine.
test.each(PROPERTIES)('%s passes at the reference server, without warnings', async (id) => {
  const report = await fireAt({ target: await serve(), only: [id], runs: 1 })
  expect(report.results.map(inShort).filter((said) => !said.endsWith(' pass'))).toEqual([])
  expect(report.results).toHaveLength(ROWS.filter(({ template }) => template === id).length)
})

test('the properties have many rows', () => {
  expect(ROWS.length).toBeGreaterThan(80)
})

test('a truncated text is shrunk to the shortest truncated text, without optional properties', async () => {
  const result = await tried(
    'property.create-accepts[SLACK]',
    storing((text, name) => (name === 'teamName' ? text.slice(0, 64) : text)),
  )
  expect(must(result)).toEqual(['values-come-back'])
  const { counterexample } = result
  expect(counterexample?.broken).toBe(undefined)
  const { teamName, ...rest } = (counterexample?.value ?? {}) as Record<string, unknown>
  expect(Array.from(String(teamName)).length).toBe(65)
  expect(Object.keys(rest).toSorted()).toEqual(['apiToken', 'channelName', 'type'])
})

test('an off-by-one boundary is found at its place', async () => {
  const result = await tried('property.create-refuses[SLACK]', (base) => ({
    checkLength: (core, input) => {
      if (typeof input.value !== 'string' || Array.from(input.value).length !== 81) base.checkLength(core, input)
    },
  }))
  expect(must(result)).toEqual(['length-is-enforced'])
  expect(result.counterexample).toMatchObject({ broken: 'maxLength 80 at /channelName' })
  const { channelName } = (result.counterexample?.value ?? {}) as Record<string, unknown>
  expect(Array.from(String(channelName))).toHaveLength(81)
  expect(result.counterexample?.twin?.difference).toMatchObject([{ at: '/channelName' }])
  expect(result.findings.filter(({ level }) => level !== 'observe')).toMatchObject([
    {
      requirement: 'length-is-enforced',
      kind: 'refused',
      message:
        'expected status 400, because the request violates maxLength 80 at /channelName, which has 81 characters; the answer is 200',
    },
  ])
})

test('one wrongly refused value among many is found', async () => {
  const result = await tried('property.update-accepts[DATADOG]', (base) => ({
    checkEnum: (core, input) => {
      if (input.value === 'US1_FED') throw failure('INVALID_ENUM_VALUE', ['US1_FED'], { field: 'region' })
      base.checkEnum(core, input)
    },
  }))
  expect(must(result)).toEqual(['valid-body-is-accepted'])
  expect(result.counterexample?.value).toMatchObject({ region: 'US1_FED' })
})

test('a server that refuses every request fails: the mended request is refused too', async () => {
  const result = await tried('property.create-refuses[WEBHOOK]', {
    acceptBody: (_core, call) => {
      throw failure('INVALID_INTEGRATION_SETTINGS', [call.type, 'no'])
    },
  })
  expect(must(result)).toEqual(['valid-body-is-accepted'])
  expect(result.counterexample?.twin).toBeDefined()
})

test('each distinct failure of a property is reported, and the first is shrunk', async () => {
  const result = await tried('property.create-refuses[SLACK]', { checkLength: () => {}, checkRequired: () => {} })
  expect(must(result).toSorted()).toEqual(['length-is-enforced', 'required-is-enforced'])
})

test('observed requirements are recorded and never judged', async () => {
  const lax: Override = { checkRequired: () => {}, takeField: (_core, { value }) => value }
  const result = await tried('property.update-refuses[OPS_GENIE]', lax)
  const observed = result.findings.filter(({ level }) => level === 'observe').map(({ requirement }) => requirement)
  expect(observed).toContain('update-without-required-fields')
  expect(observed).toContain('null-for-optional')
  expect(must(result)).not.toContain('null-for-optional')
})

test('an unmasked short secret is found among secrets of any form', async () => {
  const result = await tried('property.secrets-of-any-form[OPS_GENIE]', (base) => ({
    maskKey: (core, secret) => (secret.length <= 6 ? secret : base.maskKey(core, secret)),
  }))
  expect(must(result)).toContain('key-is-masked')
  expect(result.counterexample?.case).toMatch(/apiKey: \$secret\d+/)
})

/** A server that repairs each body before reading it. */
function mending(mend: (body: Uint8Array) => string): Override {
  return (base) => ({
    parseBody: (core, request) => base.parseBody(core, { ...request, body: Buffer.from(mend(request.body)) }),
  })
}

const FAULTS: readonly (readonly [name: string, id: string, overrides: Override])[] = [
  ['no length', 'property.create-refuses[SLACK]', { checkLength: () => {} }],
  ['no pattern', 'property.update-refuses[NEW_RELIC]', { checkPattern: () => {} }],
  ['no enumeration', 'property.create-refuses[PROMETHEUS]', { checkEnum: () => {} }],
  ['nothing required', 'property.create-refuses[VICTOR_OPS]', { checkRequired: () => {} }],
  ['trimmed', 'property.text-is-kept[SLACK]', storing((text) => text.trim())],
  ['composed', 'property.update-keeps-text[SLACK,/teamName]', storing((text) => text.normalize('NFC'))],
  ['ASCII only', 'property.text-is-kept[PROMETHEUS]', storing((text) => text.replaceAll(/[^\x20-\x7e]/g, '?'))],
  [
    'a comma too many',
    'property.create-refuses-malformed[DATADOG]',
    mending((body) => String(body instanceof Buffer ? body : Buffer.from(body)).replaceAll(/,(?=\})/g, '')),
  ],
  [
    'bytes that are no UTF-8',
    'property.update-refuses-malformed[PROMETHEUS]',
    mending((body) => new TextDecoder().decode(body)),
  ],
  [
    'no page size',
    'property.page-size',
    (base) => ({
      readQuery: (core, operation, search) => ({
        ...base.readQuery(core, operation, search.replace(/itemsPerPage=[^&]*/, '')),
      }),
    }),
  ],
  ['any flag', 'property.flags[list,pretty]', { readFlag: (_core, text) => text === 'true' }],
  [
    'any group',
    'property.group-id[list]',
    (base) => ({ findGroup: (core, id) => base.findGroup(core, /^[0-9a-f]{24}$/.test(id) ? id : GROUP) }),
  ],
  [
    'short secrets shown',
    'property.secrets-of-any-form[OPS_GENIE]',
    (base) => ({ maskKey: (core, secret) => (secret.length <= 6 ? secret : base.maskKey(core, secret)) }),
  ],
]

test.each(FAULTS)(
  '%s: the case that is printed fails in the same way when it is pasted, and a replay does too',
  async (_, id, overrides) => {
    const url = await serve(overrides)
    const found = only(await fireAt({ target: url, only: [id], runs: 60 }))
    expect(found.status, inShort(found)).toBe('fail')
    const { counterexample, replay } = found
    const pasted = only(
      await fireAt({ target: url, suites: withInvariants(suiteOf(counterexample?.case ?? '')), seed: 9 }),
    )
    const first = must(found)[0]
    expect(must(pasted)[0], `${counterexample?.case}\n${inShort(pasted)}`).toBe(first)
    const again = only(await replayed(url, id, replay))
    expect(must(again)[0]).toBe(first)
    expect(again.counterexample?.value).toEqual(counterexample?.value)
  },
)

/** A suite with the declared case of a report. */
function suiteOf(declared: string): readonly Suite[] {
  const folder = mkdtempSync(join(tmpdir(), 'pasted-'))
  closing.push(() => rmSync(folder, { recursive: true }))
  const indented = declared.split('\n').map((line) => (line === '' ? '' : `  ${line}`))
  writeFileSync(
    join(folder, 'pasted.yaml'),
    ['suite: pasted', 'about: what was found', 'cases:', ...indented].join('\n'),
  )
  const suites = loadSuites([folder], CONTRACT)
  checkPlan(suites, CONTRACT)
  return suites
}

function withInvariants(suites: readonly Suite[]): readonly Suite[] {
  return [...suites, ...SUITES.map((suite) => ({ ...suite, cases: [] }))]
}

async function replayed(target: string, id: string, { seed, path }: Result['replay']): Promise<Report> {
  const cases = onlyExample(selectCases(planCases(SUITES, CONTRACT, seed), [id]), path ?? '')
  return fireAt({ target, seed, cases })
}

/** A row of each property, which do not differ in what they send besides the fields of the type: that of SLACK, or the first. */
function rowOfEach(): readonly string[] {
  const rows = planCases(SUITES, CONTRACT, 1).filter(({ property }) => property !== undefined)
  return [...new Set(rows.map(({ template }) => template))].map((template) => {
    const own = rows.filter((row) => row.template === template)
    return (own.find(({ id }) => id.includes('SLACK')) ?? own[0])?.id ?? template
  })
}

test('a property leaves no member behind, even after a failure', async () => {
  const reference = createReference({
    groups: [GROUP, OTHER_GROUP],
    overrides: { checkLength: () => {}, checkEnum: () => {} },
  })
  const server = await reference.listen()
  closing.push(server.close)
  const report = await fireAt({ target: server.url, only: rowOfEach(), runs: 1 })
  expect(report.verdict).toBe('violates')
  expect(report.totals.fail).toBeGreaterThan(1)
  const list = (await (
    await fetch(`${server.url}/api/atlas/v2/groups/${GROUP}/integrations`, {
      headers: { Accept: 'application/vnd.atlas.2023-01-01+json' },
    })
  ).json()) as { results: unknown[] }
  expect(list.results).toEqual([])
})

test('a path without an example is inconclusive, not a pass', async () => {
  const url = await serve()
  const report = await replayed(url, 'property.create-accepts[SLACK]', { command: '', seed: 1, path: '3:9999' })
  expect(report.verdict).toBe('inconclusive')
  expect(only(report).reason).toBe('property.create-accepts[SLACK] has no example with the path 3:9999 at this seed')
})

test('a property whose key exists is skipped, and the existing member stays unchanged', async () => {
  const url = await serve()
  const headers = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }
  const own = `${url}/api/atlas/v2/groups/${GROUP}/integrations/OPS_GENIE`
  await fetch(own, {
    method: 'POST',
    headers,
    body: JSON.stringify({ type: 'OPS_GENIE', apiKey: '01234567-89ab-4cde-a012-3456789abcde' }),
  })
  const before = await (await fetch(own, { headers })).text()
  const fired = [...rowOfEach(), 'property.*[OPS_GENIE]', 'property.create-accepts[PAGER_DUTY]']
  const report = await fireAt({ target: url, only: fired, runs: 1 })
  const skipped = report.results.filter(({ status }) => status === 'skip').map(({ id }) => id)
  expect(skipped).toContain('property.create-accepts[OPS_GENIE]')
  expect(skipped).not.toContain('property.create-accepts[PAGER_DUTY]')
  expect(await (await fetch(own, { headers })).text()).toBe(before)
})
