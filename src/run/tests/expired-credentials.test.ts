import { expect, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { served } from '../../http/served.test-support.ts'
import { fireAt } from './run.test-support.ts'

test('a run ends soon after the target has begun to refuse the owner, and says since when', async () => {
  const reference = createReference()
  let count = 0
  const target = await served((request, response) => {
    count += 1
    if (count <= 60) return void reference.handle(request, response)
    request.resume()
    response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end()
  })
  const report = await fireAt({ target, only: ['create.*', 'update.*'], principals: { owner: { bearer: 'a-token' } } })
  expect(report.reason).toMatch(
    /^since [A-Z]+ \/api\/\S+, the target has answered 401 to each request of the owner, \d+ in a row; the credentials may have expired$/,
  )
  expect(report.requests.sent).toBeLessThan(150)
  expect(report.notReached?.length).toBeGreaterThan(100)
})

test('a run goes on where the target refuses the owner for less than a second', async () => {
  const reference = createReference()
  let [count, until] = [0, 0]
  const target = await served((request, response) => {
    count += 1
    if (count === 60) until = performance.now() + 500
    if (performance.now() >= until) return void reference.handle(request, response)
    request.resume()
    response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end()
  })
  const report = await fireAt({ target, only: ['create.*'], principals: { owner: { bearer: 'a-token' } } })
  expect(report.reason).toBeUndefined()
  expect(report.notReached ?? []).toEqual([])
  expect(report.totals.pass).toBeGreaterThan(20)
})
