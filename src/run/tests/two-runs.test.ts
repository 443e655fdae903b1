import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP, inShort } from './run.test-support.ts'

test.each([
  ['cases of each type', ['create.*', 'read.*', 'list.*', 'update.*', 'types.*']],
  ['histories, which use each free key', ['history.any-order', 'reading.**', 'create.*']],
])('two runs in one group accuse nobody: %s', async (_, only) => {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  // Answers of a network take turns, so that the two runs mix.
  const target = () =>
    fetchTarget(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2))
      return handler(request)
    }, DEFAULT_LIMITS)
  const reports = await Promise.all([1, 2].map((seed) => fireAt({ target: target(), only, seed })))
  for (const { results } of reports) expect(results.filter(({ status }) => status === 'fail').map(inShort)).toEqual([])
  expect(reports.map(({ verdict }) => verdict)).not.toContain('violates')
})

const INTEGRATIONS = `http://localhost/api/atlas/v2/groups/${GROUP}/integrations`
const HEADERS = { accept: 'application/vnd.atlas.2023-01-01+json', 'content-type': 'application/json' }

test.each([20, 60, 120])('a member that another client creates at request %i is left alone', async (turn) => {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  const body = JSON.stringify({ type: 'OPS_GENIE', apiKey: '7f1c8a52-0d5e-4a7b-9f2d-61c6f0b3a9e4' })
  let sent = 0
  let isOurs = false
  const written: string[] = []
  const target = fetchTarget(async (request) => {
    sent += 1
    if (sent >= turn && !isOurs) {
      const created = await handler(
        new Request(`${INTEGRATIONS}/OPS_GENIE`, { method: 'POST', headers: HEADERS, body }),
      )
      // The run may have the type configured right now.
      isOurs = created.status === 200
    }
    const { method, url } = request
    const answer = await handler(request)
    const isWrite = method === 'DELETE' || method === 'PUT'
    if (isOurs && isWrite && answer.status < 300 && url.includes('/OPS_GENIE')) written.push(`${method} ${url}`)
    return answer
  }, DEFAULT_LIMITS)
  await fireAt({ target, only: ['history.any-order', 'reading.**'] })
  expect(isOurs).toBe(true)
  expect(written).toEqual([])
  expect((await handler(new Request(`${INTEGRATIONS}/OPS_GENIE`, { headers: HEADERS }))).status).toBe(200)
})
