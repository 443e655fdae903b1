import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TOOL } from '../source/tool.ts'
import { loadSuites } from '../suite/load-suites.ts'
import type { StepTemplate } from '../suite/suite.ts'
import { CONTRACT, OWN_SUITES } from './loaded.test-support.ts'

const REQUIREMENTS = Object.values(CONTRACT.requirements)
const SUITES = loadSuites([OWN_SUITES], CONTRACT)

function provenBy(step: StepTemplate): readonly string[] {
  return [...[...step.expect, ...step.twin].map(({ requirement }) => requirement), ...step.then.flatMap(provenBy)]
}

const ID_LIST = join(TOOL.root, 'specs', TOOL.contract, 'requirement-ids.txt')

test('no requirement id is removed: a requirement that is given up is excluded, with a reason', () => {
  const gone = readFileSync(ID_LIST, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((id) => CONTRACT.requirements[id] === undefined)
  expect(gone).toEqual([])
})

test('the list of requirement ids is complete', async () => {
  const ids = REQUIREMENTS.map(({ id }) => id).toSorted()
  await expect(`${ids.join('\n')}\n`).toMatchFileSnapshot(ID_LIST)
})

test('each requirement that is not excluded is proved by a case or an invariant', () => {
  const proved = new Set([
    ...SUITES.flatMap(({ cases }) => cases.flatMap(({ steps }) => steps.flatMap(provenBy))),
    ...SUITES.flatMap(({ invariants }) => invariants.flatMap(({ expect: all }) => all.map((one) => one.requirement))),
  ])
  const idle = REQUIREMENTS.filter(({ id, excluded }) => excluded === undefined && !proved.has(id))
  expect(idle.map(({ id, level }) => `${id} (${level})`)).toEqual([])
})

test('each requirement has a sentence, a level, a source and a location', () => {
  for (const { id, text, level, source, location } of REQUIREMENTS) {
    expect(text, id).toMatch(/^([A-Z]|totalCount |pretty=true ).*\.$/)
    expect(['must', 'should', 'observe'], id).toContain(level)
    expect(source.document, id).not.toBe('')
    expect(location.file).toBe('specs/integrations/requirements.yaml')
    expect(location.line).toBeGreaterThan(1)
  }
})

test('an excluded requirement has a reason', () => {
  const reasons = REQUIREMENTS.flatMap(({ id, excluded }) => (excluded === undefined ? [] : [`${id}: ${excluded}`]))
  expect(reasons.join('\n')).toMatchInlineSnapshot(`
    "default-page-size: A group has at most ten integrations, so the default of 100 items a page cannot be told from any number above nine.
    rate-limit-numbers: The documentation says that limits change without notice.
    too-many-requests: A limit cannot be provoked without harm to others; what was waited for is counted in the report."
  `)
})

/** The new musts of each version, as a changelog lists them: `New musts of contract NAME VERSION: ids`. */
function newMustsIn(changelog: string, name: string): Readonly<Record<string, readonly string[]>> {
  const lines = changelog.matchAll(new RegExp(`^New musts of contract \`${name}\` (\\S+): (.+)\\.$`, 'gm'))
  return Object.fromEntries(
    [...lines].map(([, version = '', ids = '']) => [version, ids.replaceAll('`', '').split(', ')]),
  )
}

function mustsSince(version: string): readonly string[] {
  return REQUIREMENTS.filter(({ since }) => since === version).map(({ id }) => id)
}

test('the changelog lists the new musts of each version of the contract', () => {
  const sample = 'New musts of contract `notes` 1.1.0: `a-b`, `c`.\nNew musts of contract `other` 1.2.0: `d`.\n'
  expect(newMustsIn(sample, 'notes')).toEqual({ '1.1.0': ['a-b', 'c'] })
  const later = CONTRACT.versions.slice(1).map((version) => [version, mustsSince(version)] as const)
  const changelog = readFileSync(join(TOOL.root, 'CHANGELOG.md'), 'utf8')
  expect(newMustsIn(changelog, CONTRACT.name)).toEqual(Object.fromEntries(later))
  expect(CONTRACT.versions.at(-1)).toBe(CONTRACT.version)
})

test('the requirement of a set-up gates the verdict', () => {
  expect(CONTRACT.requirements[CONTRACT.resource.setup]).toMatchObject({ level: 'must' })
})
