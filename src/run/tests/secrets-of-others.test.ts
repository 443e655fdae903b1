import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP } from './run.test-support.ts'

const KEY = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
const HEADERS = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }

test('secrets of members that were there before do not reach the report of a server that masks nothing', async () => {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  const path = `http://reference/api/atlas/v2/groups/${GROUP}/integrations/DATADOG`
  const body = JSON.stringify({ type: 'DATADOG', apiKey: KEY, region: 'US' })
  await handler(new Request(path, { method: 'POST', headers: HEADERS, body }))
  const unmasked = async (request: Request): Promise<Response> => {
    const answer = await handler(request)
    return new Response((await answer.text()).replaceAll(/\*+e8f9/g, KEY), answer)
  }
  const report = await fireAt({
    target: fetchTarget(unmasked, DEFAULT_LIMITS),
    only: ['list.*', 'reading.*', 'create.full[SLACK]'],
  })
  const written = JSON.stringify(report)
  expect(written).toContain('"apiKey\\":\\"<secret>\\"')
  expect(written).not.toContain(KEY)
})
