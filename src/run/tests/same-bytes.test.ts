import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS, type Target, type TargetRequest } from '../../http/target.ts'
import { fireAt, GROUP, OTHER_GROUP } from './run.test-support.ts'

test('one seed always sends the same bytes in the same order; another seed sends other bytes', async () => {
  const first = await sentWith(5)
  expect(await sentWith(5)).toEqual(first)
  expect(await sentWith(6)).not.toEqual(first)
})

// Every 10 s of its clock a run looks for members of other clients.
const STOPPED = { now: () => 0, sleep: () => Promise.resolve() }

async function sentWith(seed: number): Promise<readonly string[]> {
  const { url, close } = await createReference({ groups: [GROUP, OTHER_GROUP] }).listen()
  onTestFinished(close)
  const requests: string[] = []
  const target = recording(url, ({ method, path, body }) => {
    requests.push(`${method} ${path} ${body === undefined ? '' : Buffer.from(body).toString('utf8')}`)
  })
  await fireAt({
    target,
    only: ['property.*[SLACK]', 'property.flags', 'property.group-id'],
    runs: 4,
    seed,
    clock: STOPPED,
  })
  return requests
}

function recording(url: string, note: (request: TargetRequest) => void): Target {
  const target = httpTarget(new URL(url), { limits: DEFAULT_LIMITS, proxy: false })
  return {
    ...target,
    send: (request, signal) => {
      note(request)
      return target.send(request, signal)
    },
  }
}
