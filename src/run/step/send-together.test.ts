import { expect, onTestFinished, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { fireAt, GROUP, OTHER_GROUP } from '../tests/run.test-support.ts'

test('a wrong answer to a read during a delete is told with the times of both', async () => {
  const fault = faults.find(({ id }) => id === 'in-between.read-of-what-goes')
  const server = await createReference({ groups: [GROUP, OTHER_GROUP], overrides: fault?.overrides ?? {} }).listen()
  onTestFinished(server.close)
  const { results } = await fireAt({ target: server.url, only: ['concurrency.reads-during-deletes'] })
  const [result] = results
  const { timeline = [], exchange } =
    result?.findings.find(({ requirement }) => requirement === 'no-server-error') ?? {}
  const requests = timeline.flatMap((timed) => result?.exchanges[timed.exchange]?.request ?? [])
  expect(requests.map(({ method }) => method).toSorted()).toEqual(['DELETE', 'GET'])
  expect(new Set(requests.map(({ url }) => url)).size).toBe(1)
  expect(timeline.map((timed) => timed.exchange)).toContain(exchange)
})

test('in the fifth round each update is sent four times', async () => {
  const sent: string[] = []
  const server = await createReference({
    groups: [GROUP, OTHER_GROUP],
    overrides: (base) => ({
      answer: (core, request) => {
        sent.push(request.method)
        return base.answer(core, request)
      },
    }),
  }).listen()
  onTestFinished(server.close)
  const { results } = await fireAt({ target: server.url, only: ['concurrency.reads-during-updates'] })
  expect(results.map(({ status }) => status)).toEqual(['pass'])
  // Two updates in each of four rounds, and four times two in the last one.
  expect(sent.filter((method) => method === 'PUT')).toHaveLength(4 * 2 + 4 * 2)
})
