import { afterEach, expect, test } from 'vitest'
import { createReference, failure, type Override } from '../../../fixtures/reference/reference.ts'
import { accepted } from '../../suite/mistakes.test-support.ts'
import { fireAt, GROUP, inShort, OTHER_GROUP, SUITES } from '../tests/run.test-support.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const suites = [...accepted('language'), ...SUITES.map((suite) => ({ ...suite, cases: [] }))]

/** The results of a case, and how many bodies the server was asked to take. */
async function tried(id: string, overrides: Override = {}): Promise<{ results: string[]; bodies: number }> {
  let bodies = 0
  const counting: Override = (base) => {
    const own = { ...base, ...(typeof overrides === 'function' ? overrides(base) : overrides) }
    return {
      ...own,
      acceptBody: (...call) => {
        bodies += 1
        return own.acceptBody(...call)
      },
    }
  }
  const server = await createReference({ groups: [GROUP, OTHER_GROUP], overrides: counting }).listen()
  closing.push(server.close)
  const { results } = await fireAt({ target: server.url, suites, only: [id], runs: 2 })
  return { results: results.map(inShort), bodies }
}

/** Refuses each body of DATADOG with this error. */
const refusingWith =
  (code: Parameters<typeof failure>[0]): Override =>
  (base) => ({
    acceptBody: (core, call, stored) => {
      if (call.type === 'DATADOG') throw failure(code, [call.type, 'no'])
      return base.acceptBody(core, call, stored)
    },
  })

test('a declared refusal is followed by the mended request, which is to be accepted', async () => {
  expect(await tried('language.mended')).toEqual({ results: ['language.mended pass'], bodies: 3 })
})

test('a server that refuses all requests does not pass a case about a refusal', async () => {
  const { results } = await tried('language.mended', refusingWith('INVALID_INTEGRATION_SETTINGS'))
  expect(results).toEqual(['language.mended fail; create-succeeds: expected status 200; the answer is 400'])
})

test('no twin is sent after a refusal with another status than was due', async () => {
  const { results, bodies } = await tried('language.mended', refusingWith('INVALID_VERSION_DATE'))
  expect(results).toHaveLength(1)
  expect(results[0]).toContain('malformed-json-is-refused: expected status 400; the answer is 406')
  // A set-up and the refused request, and both once more: a failure is tried twice.
  expect(bodies).toBe(4)
})

test('a property whose values are valid elsewhere has a mended request for each of them', async () => {
  const { results, bodies } = await tried('language.mended-property')
  expect(results).toEqual(['language.mended-property pass'])
  expect(bodies).toBeGreaterThan(10)
})
