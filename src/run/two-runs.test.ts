import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../fixtures/reference/reference.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { fireAt, GROUP, inShort } from './run.test-support.ts'

const CASES = ['create.*', 'read.*', 'list.*', 'update.*', 'types.*']

test('two runs in one group accuse nobody', async () => {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  // Answers of a network take turns, so that the two runs mix.
  const target = () =>
    fetchTarget(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2))
      return handler(request)
    }, DEFAULT_LIMITS)
  const reports = await Promise.all([1, 2].map((seed) => fireAt({ target: target(), only: CASES, seed })))
  for (const { results } of reports) expect(results.filter(({ status }) => status === 'fail').map(inShort)).toEqual([])
  expect(reports.map(({ verdict }) => verdict)).not.toContain('violates')
})
