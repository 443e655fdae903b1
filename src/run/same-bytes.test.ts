import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import { httpTarget } from '../http/http-target.ts'
import { DEFAULT_LIMITS, type Target, type TargetRequest } from '../http/target.ts'
import { fireAt, GROUP, OTHER_GROUP } from './run.test-support.ts'

test(
  'one seed always sends the same bytes in the same order; another seed sends other bytes',
  { timeout: 60_000 },
  async () => {
    expect(await sentWith(5)).toEqual(await sentWith(5))
    const few = ['property.create-accepts[SLACK]']
    expect(await sentWith(6, few)).not.toEqual(await sentWith(5, few))
  },
)

// Every 10 s of its clock a run looks for members of other clients.
const STOPPED = { now: () => 0, sleep: () => Promise.resolve() }

const MANY = ['property.*[SLACK]', 'property.flags', 'property.group-id']

async function sentWith(seed: number, only = MANY): Promise<readonly string[]> {
  const { url, close } = await createReference({ groups: [GROUP, OTHER_GROUP] }).listen()
  onTestFinished(close)
  const requests: string[] = []
  const target = recording(url, ({ method, path, body }) => {
    requests.push(`${method} ${path} ${body === undefined ? '' : Buffer.from(body).toString('utf8')}`)
  })
  await fireAt({
    target,
    only,
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
