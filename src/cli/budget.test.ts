import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { conform, folder } from './conform.test-support.ts'

test('a cut run conforms, and each report names the budget and what it leaves out', async () => {
  const cwd = folder()
  const reporters = ['spec', 'json=report.json', 'junit=report.xml'].flatMap((name) => ['--reporter', name])
  const { status, stdout, stderr } = await conform(['run', '--seed', '1', '--budget', '150r', ...reporters], { cwd })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/✔ CONFORMS {2}integrations .*, within the budget of 150 requests: /)
  expect(stdout).toMatch(/\nBudget of 150 requests\n {2}[\d,]+ cases left out/)
  expect(stdout).toMatch(
    /of the [\d,]+ known faults of test servers within reach of these credentials, this selection finds \d+\n/,
  )
  const text = readFileSync(join(cwd, 'report.json'), 'utf8')
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  ajv.validate(
    JSON.parse(readFileSync(join(TOOL.root, 'specs', 'report.schema.json'), 'utf8')) as object,
    JSON.parse(text),
  )
  expect(ajv.errors).toBe(null)
  const { requests, budget, results } = JSON.parse(text) as Report
  expect(requests.sent).toBeLessThanOrEqual(150)
  expect(budget?.requests).toBe(150)
  // The most telling rows come first.
  expect((budget?.knownFaults?.found ?? 0) / (budget?.knownFaults?.withinReach ?? 1)).toBeGreaterThan(0.4)
  const fired = new Set(results.map(({ id }) => id))
  expect(budget?.leftOut.some((id) => fired.has(id))).toBe(false)
  const xml = readFileSync(join(cwd, 'report.xml'), 'utf8')
  expect(xml).toContain('<property name="budget" value="150 requests"/>')
  expect(xml).toMatch(/<property name="budget.knownFaults.found" value="\d+"\/>/)
}, 60_000)

const byText = (one: string, other: string): number => (one < other ? -1 : 1)

test('the order of firing is that of the known kills, and the results keep the order of the plan', async () => {
  const only = ['create.minimal', 'delete.twice', 'reading.version']
  const { stdout } = await conform(['run', ...only, '--seed', '1', '--verbose', '--reporter', 'spec'])
  const fired = [...stdout.matchAll(/^\S+ PASS (\w+\.[\w-]+\[[^\]]*\])/gm)].map(([, id = '']) => id)
  const json = await conform(['run', ...only, '--seed', '1', '--reporter', 'json'])
  const ids = (JSON.parse(json.stdout) as Report).results.map(({ id }) => id)
  expect(fired.toSorted(byText)).toEqual(ids.toSorted(byText))
  expect(fired).not.toEqual(ids)
}, 60_000)

test('a budget in the configuration counts, and a flag overrides it', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), 'budget: 60r\n')
  const budgetOf = async (...flags: readonly string[]): Promise<unknown> => {
    const { stdout } = await conform(['run', 'create.minimal', '--reporter', 'json', ...flags], { cwd })
    return (JSON.parse(stdout) as Report).budget
  }
  expect(await budgetOf()).toMatchObject({ requests: 60 })
  expect(await budgetOf('--budget', '5m')).toMatchObject({ ms: 300_000, leftOut: [], shortened: [] })
}, 60_000)

test('a wrong budget is a mistake of usage', async () => {
  const { status, stderr } = await conform(['run', '--budget', '2000'])
  expect([status, stderr]).toEqual([
    2,
    '--budget takes requests such as 2000r, from 1r to 999999999r, or a time such as 60s, from 1ms to 34560m, not "2000"\n',
  ])
})

test('prove --budget counts the faults that a cut run finds', async () => {
  const flags = ['--budget', '60r', '--fault', 'masks.not-at-all', '--fault', 'masks.twelve-is-whole', '--threads', '1']
  const { status, stdout } = await conform(['prove', ...flags])
  expect(status).toBe(0)
  expect(stdout).toMatch(
    /^budget of 60 requests\nall faults: of 2 faults, 1 is found|^budget of 60 requests\nall faults: of 2 faults, 1 are found \(50\.0 %\); half within \d+ requests?, /,
  )
  expect(stdout).toContain('missed: masks.twelve-is-whole\n')
}, 60_000)
