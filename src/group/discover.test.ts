import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../fixtures/reference/reference.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import { fireAt, GROUP, inShort } from '../run/tests/run.test-support.ts'

const VERSIONED = { Accept: 'application/vnd.atlas.2023-01-01+json', 'Content-Type': 'application/json' }
const SECRET = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
const OTHERS = [
  { type: 'PAGER_DUTY', serviceKey: SECRET },
  { type: 'DATADOG', apiKey: SECRET, region: 'US' },
]

type Handler = (request: Request) => Promise<Response>

const CREATES = ['create.full[PAGER_DUTY]', 'create.full[DATADOG]', 'create.full[SLACK]']

/** The results of a run at a server with two members, behind a function. The members must be the same afterwards. */
async function seenThrough(through: (handler: Handler) => Handler, only: readonly string[] = CREATES) {
  const handler = fetchHandler(createReference({ groups: [GROUP] }))
  const collection = `http://reference/api/atlas/v2/groups/${GROUP}/integrations`
  const held = async (): Promise<readonly unknown[]> => {
    const list = await handler(new Request(collection, { headers: VERSIONED }))
    return ((await list.json()) as { results: unknown[] }).results
  }
  for (const body of OTHERS)
    await handler(
      new Request(`${collection}/${body.type}`, { method: 'POST', headers: VERSIONED, body: JSON.stringify(body) }),
    )
  const before = await held()
  const { results } = await fireAt({ target: fetchTarget(through(handler), DEFAULT_LIMITS), only })
  expect(await held()).toEqual(before)
  return results.map(inShort)
}

const CONFIGURED = 'exists in the group; the run never changes members from before the run'

function skippedIn(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.includes(CONFIGURED)).map((line) => line.slice(0, line.indexOf(' ')))
}

const BOTH = ['create.full[PAGER_DUTY]', 'create.full[DATADOG]']

/** Pages of one member each; `pageFor` maps the requested page number to another number or to an answer. */
function paged(pageFor: (asked: number) => number | Response): (handler: Handler) => Handler {
  return (handler) => async (request) => {
    const { origin, pathname, searchParams } = new URL(request.url)
    if (request.method !== 'GET' || !pathname.endsWith('/integrations')) return handler(request)
    const page = pageFor(Number(searchParams.get('pageNum') ?? 1))
    if (typeof page !== 'number') return page
    const whole = await handler(new Request(origin + pathname, { headers: request.headers }))
    const list = (await whole.json()) as { results: unknown[] }
    return Response.json({ ...list, results: list.results.slice(page - 1, page) }, { headers: VERSIONED })
  }
}

test('members on later pages are found, even where one page fails or is a different page', async () => {
  expect(skippedIn(await seenThrough(paged((asked) => asked)))).toEqual(BOTH)
  let failed = false
  const once = paged((asked) => {
    if (asked === 1 || failed) return asked
    failed = true
    return new Response('no', { status: 500 })
  })
  expect(skippedIn(await seenThrough(once))).toEqual(BOTH)
  expect(skippedIn(await seenThrough(paged(() => 1)))).toEqual(BOTH)
})

test('a key without a clear list or read stays unchanged', async () => {
  let failures = 0
  const failing =
    (times: number) =>
    (handler: Handler): Handler =>
    async (request) => {
      const { pathname } = new URL(request.url)
      if (request.method === 'GET' && pathname.endsWith('/integrations')) return new Response('no', { status: 500 })
      const isRead = request.method === 'GET' && pathname.endsWith('/DATADOG')
      if (isRead && failures++ < times) return new Response('no', { status: 500 })
      return handler(request)
    }
  expect(skippedIn(await seenThrough(failing(1)))).toEqual(BOTH)
  failures = 0
  expect(await seenThrough(failing(2))).toContain(
    'create.full[DATADOG] skip; DATADOG may exist in the group: the target gave no clear answer; the run never changes members from before the run',
  )
})

test.each([
  ['403', () => new Response('no', { status: 403 })],
  ['a redirect', () => new Response(null, { status: 302, headers: { Location: '/elsewhere' } })],
  ['400', () => new Response('no', { status: 400 })],
  ['a 200 that is cut short', () => new Response('{"type":', { headers: VERSIONED })],
  ['a 200 without a key', () => Response.json({}, { headers: VERSIONED })],
])('a key whose read is answered with %s is not taken for absent', async (_, read) => {
  const unclear =
    (handler: Handler): Handler =>
    async (request) => {
      const { pathname } = new URL(request.url)
      if (request.method !== 'GET') return handler(request)
      if (pathname.endsWith('/integrations')) return new Response('no', { status: 500 })
      return pathname.endsWith('/DATADOG') ? read() : handler(request)
    }
  expect(await seenThrough(unclear, ['update.unconfigured[DATADOG]'])).toEqual([
    'update.unconfigured[DATADOG] skip; DATADOG may exist in the group: the target gave no clear answer; the run never changes members from before the run',
  ])
})

/** Takes the keys out of the lists of a server. */
function keyless(handler: Handler): Handler {
  return async (request) => {
    const answer = await handler(request)
    const { pathname } = new URL(request.url)
    if (request.method !== 'GET' || !pathname.endsWith('/integrations')) return answer
    const { results } = (await answer.json()) as { results: readonly object[] }
    const hidden = results.map((item) => ({ ...item, type: undefined }))
    return Response.json({ results: hidden }, { headers: VERSIONED })
  }
}

test('members that a list shows without their keys are read, and stay unchanged', async () => {
  const only = ['update.unconfigured[PAGER_DUTY]', 'update.unconfigured[DATADOG]']
  expect(skippedIn(await seenThrough(keyless, only))).toEqual(only)
})

/** The report of a whole selection at a server of one answer, and the number of its requests. */
async function reportOf(handler: (request: Request) => Response | Promise<Response>) {
  const sent: string[] = []
  const target = fetchTarget((request) => {
    sent.push(request.method)
    return handler(request)
  }, DEFAULT_LIMITS)
  const { verdict, reason, results } = await fireAt({ target, only: ['create.full', 'list.empty'] })
  return { verdict, reason, results: results.length, sent }
}

test('a group that does not exist ends the run before the first case', async () => {
  const elsewhere = fetchHandler(createReference({ groups: ['64b1f0c2a9d3e45f67890fff'] }))
  expect(await reportOf(elsewhere)).toEqual({
    verdict: 'inconclusive',
    reason: `the group ${GROUP} does not exist on the target: its list is answered 404 GROUP_NOT_FOUND; name an existing group`,
    results: 0,
    sent: ['GET', 'GET'],
  })
  const otherPaths = await reportOf(() => new Response('Cannot GET /api', { status: 404 }))
  expect(otherPaths).toMatchObject({ verdict: 'inconclusive', results: 0, sent: ['GET', 'GET'] })
  expect(otherPaths.reason).toContain('the URL of the target lacks a path prefix')
})

const unknown: Handler = () => Promise.resolve(Response.json({ errorCode: 'RESOURCE_NOT_FOUND' }, { status: 404 }))

test('a URL that ends as each path begins is told before the first case', async () => {
  const sent: string[] = []
  const targetOf = (handler: Handler) =>
    fetchTarget((request) => {
      sent.push(request.method)
      return handler(request)
    }, DEFAULT_LIMITS)
  const fire = (basePath: string, handler = unknown) =>
    fireAt({ target: { ...targetOf(handler), basePath }, only: ['create.full', 'list.empty'] })
  expect(await fire('/proxy/api/atlas/v2')).toMatchObject({
    verdict: 'inconclusive',
    reason:
      'the list is answered 404, and the URL of the target ends in /api/atlas/v2, with which each path of the contract begins; leave it out of the URL',
  })
  expect(sent).toEqual(['GET', 'GET'])
  expect((await fire('/proxy')).reason ?? '').not.toContain('leave it out')
  // A group that is not there says nothing of the URL, and neither does a list that is broken alone.
  const elsewhere = fetchHandler(createReference({ groups: ['64b1f0c2a9d3e45f67890fff'] }))
  expect((await fire('/gateway/api', elsewhere)).reason).toContain('name an existing group')
  const reference = fetchHandler(createReference({ groups: [GROUP] }))
  const listless: Handler = (request) => (request.url.endsWith('/integrations') ? unknown(request) : reference(request))
  expect(await fire('/gateway/api', listless)).toMatchObject({ verdict: 'violates' })
})

test('a list that alone is answered 404 is judged', async () => {
  const reference = fetchHandler(createReference({ groups: [GROUP] }))
  const notFound = { error: 404, errorCode: 'GROUP_NOT_FOUND', detail: 'none', parameters: [], reason: 'Not Found' }
  for (const list of [() => Response.json(notFound, { status: 404 }), () => new Response(null, { status: 404 })]) {
    const handler: Handler = async (request) =>
      request.method === 'GET' && request.url.endsWith('/integrations') ? list() : reference(request)
    expect(await reportOf(handler)).toMatchObject({ verdict: 'violates' })
  }
})
