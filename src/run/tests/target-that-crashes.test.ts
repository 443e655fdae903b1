import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { served } from '../../http/served.test-support.ts'
import { fireAt, GROUP } from './run.test-support.ts'

const MEMBERS = `/api/atlas/v2/groups/${GROUP}/integrations`
const CLOSED = 'the connection was closed before an answer'
const NEVER_OPEN = `${CLOSED}; the target may need an https:// URL`

/** A server that answers nothing from a request on; or nothing to this request alone. */
async function crashing(at: (request: IncomingMessage) => boolean, forGood: boolean): Promise<string> {
  const reference = createReference()
  let isDown = false
  return served((request, response) => {
    const isHit = at(request)
    if (isHit && forGood) isDown = true
    if (isHit || isDown) request.socket.destroy()
    else void reference.handle(request, response)
  })
}

/** True from the call with this number on, counted for a method alone. */
function fromCall(method: string, number: number): (request: IncomingMessage) => boolean {
  let calls = 0
  return (request) => request.method === method && ++calls === number
}

test.each([
  { at: 'a step', only: 'create.minimal', method: 'POST', number: 2, key: 'SLACK' },
  { at: 'a set-up', only: 'delete.configured', method: 'POST', number: 1, key: 'PAGER_DUTY' },
  { at: 'a clean-up', only: 'create.minimal', method: 'DELETE', number: 2, key: 'SLACK' },
  { at: 'a property', only: 'property.create-accepts[SLACK]', method: 'POST', number: 12, key: 'SLACK' },
])('a target that crashes at $at: the report and the case show the request', async ({ only, method, number, key }) => {
  const target = await crashing(fromCall(method, number), true)
  const report = await fireAt({ target, only: [only] })
  const { url = '' } = report.unanswered?.request ?? {}
  // A value of a property may stand beside query parameters.
  expect(url.replace(/\?.*/, '')).toBe(`${target}${MEMBERS}/${key}`)
  const request = { method, url }
  expect(report.reason).toBe(`the target stopped answering at ${method} ${MEMBERS}/${key}: ${CLOSED}`)
  expect(report.unanswered).toMatchObject({ request, failure: CLOSED })
  const first = report.results.find(({ status }) => status === 'inconclusive')
  // The values of a property that went out together are sent again alone: the case then shows the first of these requests.
  const shown = only.startsWith('property.') ? { failure: CLOSED } : { request, failure: CLOSED }
  expect(first?.exchanges.find(({ response }) => response === undefined)).toMatchObject(shown)
})

test('a target that ends after an answer: the report names the last requests with an answer, the latest last', async () => {
  const reference = createReference()
  let isDown = false
  const target = await served((request, response) => {
    if (isDown) return void request.socket.destroy()
    isDown = request.method === 'POST'
    void reference.handle(request, response)
  })
  const { unanswered, answeredBefore } = await fireAt({ target, only: ['create.minimal'] })
  expect(unanswered?.failure).toBe(CLOSED)
  const body = expect.stringMatching(/"<secret>"/) as string
  expect(answeredBefore?.at(-1)).toMatchObject({ method: 'POST', status: 200, body })
  expect(answeredBefore?.length).toBeLessThanOrEqual(8)
})

/** True for a create of a type. */
const creates =
  (type: string) =>
  ({ method, url = '' }: IncomingMessage): boolean =>
    method === 'POST' && url.includes(`/${type}`)

test('a target that closes the connection on one request each time violates; a first close alone is no verdict', async () => {
  const report = await fireAt({
    target: await crashing(creates('SLACK'), false),
    only: ['create.minimal', 'create.twice'],
  })
  expect(report.verdict).toBe('violates')
  const failed = report.results.filter(({ status }) => status === 'fail').map(({ id }) => id)
  expect(failed).toEqual(['create.minimal[SLACK]', 'create.twice[SLACK]'])
  expect(report.results.filter(({ status }) => status === 'inconclusive')).toEqual([])
  expect(report.causes).toMatchObject([
    {
      requirement: 'message-is-whole',
      message: `expected a complete HTTP message; ${CLOSED}, each time, while other requests were answered; look for an error in the handler of this one`,
    },
  ])
  expect(report.notes).toBe(undefined)
})

test('requests of a batch that close their connections each time end no requests side by side', async () => {
  const hints: string[] = []
  const target = await crashing(creates('PAGER_DUTY'), false)
  const only = ['property.create-refuses[PAGER_DUTY]']
  const report = await fireAt({ target, only, onHint: (hint) => hints.push(hint) })
  expect([report.verdict, hints]).toEqual(['violates', []])
})

test('a server that closes an idle connection at a request is asked again, and conforms', async () => {
  for (const method of ['POST', 'DELETE', 'PUT']) {
    const target = await crashing(fromCall(method, 1), false)
    const report = await fireAt({ target, only: ['create.minimal[SLACK]', 'update.full[SLACK]'] })
    expect([method, report.verdict, report.totals.inconclusive]).toEqual([method, 'conforms', 0])
  }
})

test('a connection that is closed at one of several writes is no verdict: the case is tried again', async () => {
  const reached = createReference()
  const hints: string[] = []
  let count = 0
  const target = await served((request, response) => {
    // The create is carried out, so that it is answered 409 when it is sent again.
    if (request.method === 'POST' && ++count === 3) response.end = () => request.socket.destroy() as never
    void reached.handle(request, response)
  })
  const only = ['concurrency.creates-of-one-type', 'concurrency.invalid-creates-beside-valid']
  const report = await fireAt({ target, only, concurrency: true, onHint: (hint) => hints.push(hint) })
  expect([report.verdict, hints]).toEqual(['conforms', []])
  expect(report.results.filter(({ status }) => status !== 'pass').map(({ id, reason }) => `${id}: ${reason}`)).toEqual(
    [],
  )
})

test('a clean-up that got no answer leaves its case open if its delete was done, and a refused one is a finding', async () => {
  const reached = createReference()
  const isFirst = fromCall('DELETE', 1)
  const target = await served((request, response) => {
    if (isFirst(request)) response.end = () => request.socket.destroy() as never
    void reached.handle(request, response)
  })
  const report = await fireAt({ target, only: ['create.minimal[SLACK]'] })
  expect(report).not.toHaveProperty('unanswered')
  expect(report.results[0]).toMatchObject({
    status: 'inconclusive',
    reason: `SLACK could not be removed after the case: ${CLOSED}`,
  })
  expect(report.results[0]?.exchanges.at(-1)).toMatchObject({ request: { method: 'DELETE' }, failure: CLOSED })

  const reference = createReference()
  const refusing = await served((request, response) => {
    if (request.method === 'DELETE') response.writeHead(500).end('{}')
    else void reference.handle(request, response)
  })
  const [result] = (await fireAt({ target: refusing, only: ['create.minimal[SLACK]'] })).results
  expect(result?.status).toBe('fail')
  const found = result?.findings.find(({ requirement }) => requirement === 'no-server-error')
  expect(found).toMatchObject({ actual: 500 })
  const shown = result?.exchanges[found?.exchange ?? 0]
  expect(shown).toMatchObject({ request: { method: 'DELETE' }, response: { status: 500 } })
})

test('a delete that is refused once after a case is a finding of that case, and the next case starts all the same', async () => {
  const reference = createReference()
  let deletes = 0
  const refusing = await served((request, response) => {
    if (request.method === 'DELETE' && (deletes += 1) === 1) response.writeHead(409).end('{}')
    else void reference.handle(request, response)
  })
  const { results } = await fireAt({ target: refusing, only: ['create.minimal[SLACK]', 'create.full[SLACK]'] })
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fail', 'pass'])
  expect(results.find(({ status }) => status === 'fail')).toMatchObject({ flaky: true })
  expect(results.flatMap(({ findings }) => findings)).toContainEqual(
    expect.objectContaining({ requirement: 'delete-succeeds', actual: 409 }),
  )
})

test('a 5xx to the delete of a member that may be there is a finding', async () => {
  const reference = createReference()
  const refusing = await served((request, response) => {
    if (request.method === 'DELETE') response.writeHead(500).end('{}')
    else if (request.method === 'POST') response.writeHead(418).end('{}')
    else void reference.handle(request, response)
  })
  const { results } = await fireAt({ target: refusing, only: ['concurrency.creates-of-one-type'] })
  const found = results.flatMap(({ findings }) => findings).find(({ requirement }) => requirement === 'no-server-error')
  expect(found).toMatchObject({ actual: 500 })
})

test('a 403 to a clean-up says nothing of the member', async () => {
  const reference = createReference()
  const refusing = await served((request, response) => {
    if (request.method === 'DELETE') response.writeHead(403).end('{}')
    else void reference.handle(request, response)
  })
  const [result] = (await fireAt({ target: refusing, only: ['create.minimal[SLACK]'] })).results
  expect(result).toMatchObject({
    status: 'inconclusive',
    reason: 'SLACK could not be removed after the case: the answer to its removal is 403',
  })
})

test('a target that is not there: the report shows the first request', async () => {
  const target = await crashing(() => true, true)
  const report = await fireAt({ target, only: ['create.minimal'] })
  expect(report).toMatchObject({
    reason: NEVER_OPEN,
    unanswered: { request: { method: 'GET', url: `${target}${MEMBERS}` }, failure: NEVER_OPEN },
  })
})
