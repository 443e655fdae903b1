import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTRACT, OWN_SUITES } from '../contract/loaded.test-support.ts'
import { TOOL } from '../source/tool.ts'
import { loadSuites } from '../suite/load-suites.ts'
import { refuseRepeats } from './check-repeats.ts'
import { loadBundle } from './load-bundle.ts'
import { isShipped } from './shipped.ts'

const OWN = loadSuites([OWN_SUITES], CONTRACT)

test('the own suites repeat no expectation of an invariant, and use the words of today', () => {
  expect(() => refuseRepeats(OWN, { beside: [], contract: CONTRACT })).not.toThrow()
  expect(OWN.flatMap(({ hints }) => hints)).toEqual([])
})

test('suites are shipped where they are loaded from the folder of this package', () => {
  expect(isShipped(OWN_SUITES)).toBe(true)
  expect(isShipped(join(TOOL.root, 'suites', 'one.yaml'))).toBe(true)
  expect(isShipped(join(TOOL.root, 'suites-of-mine'))).toBe(false)
  expect(isShipped('/elsewhere/suites')).toBe(false)
})

test("a user's suite has a hint where it repeats an invariant, and where a word has another name today", async () => {
  const files = ['rejected/repeated-invariant', 'accepted/former-words'].map((name) => join('fixtures', `${name}.yaml`))
  const { suites } = await loadBundle(TOOL.contract, [...files, OWN_SUITES])
  const hints = suites.flatMap((suite) => suite.hints.map(({ message, at }) => `${at?.file}:${at?.line}  ${message}`))
  const line =
    readFileSync(join(OWN_SUITES, 'invariants.yaml'), 'utf8').split('\n').indexOf('  - title: the total is exact') + 1
  expect(hints[0]).toBe(
    `fixtures/rejected/repeated-invariant.yaml:11  the invariant "the total is exact" (suites/integrations/invariants.yaml:${line}) expects this already`,
  )
  expect(hints).toContain('fixtures/accepted/former-words.yaml:9  "mangled" is now "tricky"')
  expect(hints.filter((hint) => hint.startsWith('suites/'))).toEqual([])
})
