import { expect, test } from 'vitest'
import { createReference, fetchHandler, type Override } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP } from './run.test-support.ts'

/** A should at each answer, and a must at a username that begins with an equals sign. */
const WITHOUT_LINKS_AND_QUOTING: Override = (base) => ({
  links: () => [],
  save: (core, group, stored) => {
    const { username } = stored.values
    const values =
      typeof username === 'string' ? { ...stored.values, username: username.replace(/^=/, "'=") } : stored.values
    base.save(core, group, { ...stored, values })
  },
})

test('a warning at each value does not end a property, and the counterexample is that of the must', async () => {
  const handle = fetchHandler(createReference({ groups: [GROUP], overrides: WITHOUT_LINKS_AND_QUOTING }))
  const target = fetchTarget(handle, DEFAULT_LIMITS)
  const { results } = await fireAt({ target, only: ['property.text-is-kept[PROMETHEUS]'] })
  const [result] = results
  if (result === undefined) throw new Error('there is no result')
  expect(result.status).toBe('fail')
  const { counterexample, findings } = result
  expect(findings[0]?.level).toBe('should')
  expect(findings[counterexample?.finding ?? -1]?.level).toBe('must')
  expect(counterexample?.value).toMatchObject({ username: expect.stringMatching(/^=/) as string })
  expect(result.replay.path).toBeDefined()
  expect(findings[0]?.replay).not.toContain(` --path ${result.replay.path}`)
})

test('a server with a warning at each answer gets hardly more requests than one without', async () => {
  const only = ['create.full', 'query.flags', 'body.required', 'property.create-refuses[SLACK]', 'property.page-size']
  const sentTo = async (overrides: Override): Promise<number> => {
    const handle = fetchHandler(createReference({ groups: [GROUP], overrides }))
    const { requests, totals } = await fireAt({ target: fetchTarget(handle, DEFAULT_LIMITS), only })
    expect(totals.fail).toBe(0)
    return requests.sent
  }
  expect((await sentTo({ links: () => [] })) / (await sentTo({}))).toBeLessThan(1.4)
})
