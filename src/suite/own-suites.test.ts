import { Ajv2020 } from 'ajv/dist/2020.js'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { CONTRACT, OWN_SUITES } from '../contract/loaded.test-support.ts'
import { checkPlan } from '../plan/check/check-plan.ts'
import { planCases } from '../plan/plan.ts'
import { RUN } from '../secrets/run-length.ts'
import { TOOL } from '../source/tool.ts'
import { loadSuites } from './load-suites.ts'

const PUBLISHED = join(TOOL.root, 'specs', 'suite.schema.json')
const FILES = readdirSync(OWN_SUITES).filter((name) => name.endsWith('.yaml'))
const RECORDS = readdirSync(OWN_SUITES).filter((name) => name.endsWith('.record.json'))
const SUITES = loadSuites([OWN_SUITES], CONTRACT)
const CASES = SUITES.flatMap(({ cases }) => cases)

function idsIn(record: string): readonly string[] {
  const { cases } = JSON.parse(readFileSync(join(OWN_SUITES, record), 'utf8')) as { cases: object }
  return Object.keys(cases)
}

const validate = new Ajv2020({ strict: false, allErrors: true, formats: { regex: true } }).compile(
  JSON.parse(readFileSync(PUBLISHED, 'utf8')) as object,
)

test.each(FILES)('%s names the published schema for editors, and is valid against it', (name) => {
  const text = readFileSync(join(OWN_SUITES, name), 'utf8')
  const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? []
  expect(join(dirname(join(OWN_SUITES, name)), path)).toBe(PUBLISHED)
  validate(parse(text))
  expect(validate.errors).toBe(null)
})

test('each id of a record is a current or retired case of the suite beside it', () => {
  const gone = RECORDS.flatMap((file) => {
    const suite = SUITES.find(({ name }) => name === file.split('.')[0])
    const ids = new Set([...(suite?.cases ?? []), ...(suite?.retired ?? [])].map(({ id }) => id))
    const lost = idsIn(file).filter((id) => !ids.has(id))
    return lost.map(
      (id) => `${id} does not exist; add it under "retired" in suites/${TOOL.contract}/${id.split('.')[0]}.yaml`,
    )
  })
  expect(gone).toEqual([])
})

test('each case has an entry in the record of its suite; the listed commands add missing entries', () => {
  const recorded = new Set(RECORDS.flatMap(idsIn))
  const missing = CASES.filter(({ id }) => !recorded.has(id))
  expect(missing.map(({ id }) => `npx conform prove --case ${id} --update`)).toEqual([])
})

test.each(FILES)('%s is the name of its suite and the first segment of its case ids', (name) => {
  const {
    suite,
    cases = [],
    retired = [],
  } = parse(readFileSync(join(OWN_SUITES, name), 'utf8')) as {
    suite: string
    cases?: { id: string }[]
    retired?: { id: string }[]
  }
  expect(`${suite}.yaml`).toBe(name)
  expect([...cases, ...retired].map(({ id }) => id).filter((id) => id.split('.')[0] !== suite)).toEqual([])
})

test('the plan of the shipped suites has no mistake', () => {
  expect(() => checkPlan(SUITES, CONTRACT)).not.toThrow()
})

test('each key has rows of create, update and delete', () => {
  const ids = new Set(planCases(SUITES, CONTRACT, 1).map(({ id }) => id))
  for (const key of Object.keys(CONTRACT.resource.variants)) {
    for (const id of ['create.minimal', 'create.full', 'create.twice', 'update.full', 'delete.configured'])
      expect(ids).toContain(`${id}[${key}]`)
  }
})

test('each property of each key has a refusal', () => {
  const ids = planCases(SUITES, CONTRACT, 1).map(({ id }) => id)
  for (const [key, { request }] of Object.entries(CONTRACT.resource.variants)) {
    const { properties, required } = CONTRACT.schemas[request] as {
      properties: Record<string, { enum?: unknown }>
      required: string[]
    }
    for (const name of Object.keys(properties).filter((one) => one !== 'id' && one !== 'type'))
      expect(
        ids.some((id) => /^body\.(text|flag)-is/.test(id) && id.includes(`${key},/${name},`)),
        `${key} ${name}`,
      ).toBe(true)
    for (const name of required)
      expect(
        ids.some((id) => id.startsWith(`body.required[${key},/${name}`)),
        `${key} ${name}`,
      ).toBe(true)
  }
})

test('each title is unique', () => {
  const titles = CASES.map(({ title }) => title)
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
})

test('no id of a case holds a part of a URL that its row sends, since a report masks such parts', () => {
  const masked = planCases(SUITES, CONTRACT, 1).flatMap(({ id, values }) => {
    const urls = Object.values(values).filter((value) => typeof value === 'string' && /^https?:/.test(value))
    return urls.some((url) => sharesRun(id, String(url))) ? [id] : []
  })
  expect(masked).toEqual([])
})

function sharesRun(id: string, url: string): boolean {
  return Array.from({ length: url.length - RUN + 1 }, (_, at) => url.slice(at, at + RUN)).some((run) =>
    id.includes(run),
  )
}

test('no text of a body in a row holds a run of digits or letters in their order, which a header may hold by chance', () => {
  const bodies = planCases(SUITES, CONTRACT, 1).flatMap(({ id, values }) =>
    typeof values['raw'] === 'string' ? [[id, values['raw']] as const] : [],
  )
  expect(bodies.length).toBeGreaterThan(0)
  expect(bodies.filter(([, raw]) => /01234567|23456789|abcdefgh/.test(raw)).map(([id]) => id)).toEqual([])
})
