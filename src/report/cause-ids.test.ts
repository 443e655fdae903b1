import { expect, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { openScene } from '../../fixtures/scene.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { fireAt } from '../run/tests/run.test-support.ts'

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

/** Faults that every seed shows, mostly in answers to drawn values, and the cases to run against each. */
const FAULTS: readonly (readonly [fault: string, cases: readonly string[]])[] = [
  ['masks.not-at-all', ['create.minimal[DATADOG]', 'property.secrets-of-any-form[OPS_GENIE]']],
  ['statuses.conflict-overwrites', ['create.twice[SLACK]', 'create.twice-with-more[DATADOG]']],
  ['lengths.of-updates', ['property.update-refuses[SLACK]', 'update.full[SLACK]']],
  ['patterns.of-creates', ['property.create-refuses[NEW_RELIC]']],
  ['links.no-next', ['property.any-page', 'page.walk[1]']],
  ['query.size-501-accepted', ['property.page-size']],
]

test.each(FAULTS)('%s has the same causes at every seed', async (id, only) => {
  const fault = faults.find((one) => one.id === id)
  if (fault === undefined) throw new Error(`there is no fault ${id}`)
  const { overrides, options = {} } = fault
  const causes = new Map<string, number[]>()
  for (const seed of SEEDS) {
    const scene = await openScene({ ...fault, options: { ...options, overrides } })
    const target = typeof scene.target === 'string' ? scene.target : fetchTarget(scene.target, DEFAULT_LIMITS)
    const report = await fireAt({ target, principals: scene.principals, only, seed, runs: 3 })
    const ids = report.causes.filter(({ level }) => level !== 'observe').map((cause) => cause.id)
    const key = ids.toSorted().join(' ')
    causes.set(key, [...(causes.get(key) ?? []), seed])
    await scene.close()
  }
  expect([...causes], 'causes and the seeds that show them').toEqual([[expect.stringMatching(/./), SEEDS]])
})
