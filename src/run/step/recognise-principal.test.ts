import { expect, test } from 'vitest'
import { createReference, fetchHandler } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP } from '../tests/run.test-support.ts'

type Handler = (request: Request) => Response | Promise<Response>

const TOKENS = [
  { token: 'token-of-the-owner-1', roles: 'owner' },
  { token: 'token-of-the-reader-1', roles: 'reader' },
  { token: 'token-of-the-stranger-1', roles: 'none' },
] as const
type Principals = Readonly<Record<'owner' | 'reader' | 'stranger', { readonly bearer: string }>>

const OWNER = { bearer: TOKENS[0].token }
const RIGHT = { owner: OWNER, reader: { bearer: TOKENS[1].token }, stranger: { bearer: TOKENS[2].token } }
const WRONG = { owner: OWNER, reader: { bearer: 'an-old-token' }, stranger: { bearer: 'another-old-token' } }

const reference = (): Handler => fetchHandler(createReference({ groups: [GROUP], auth: { bearerTokens: TOKENS } }))

const PASS = new Set(['pass'])

async function runAs(principals: Principals, handler: Handler = reference()) {
  const { verdict, results, requirements } = await fireAt({
    target: fetchTarget(handler, DEFAULT_LIMITS),
    only: ['credentials.stranger', 'credentials.reader-*', 'create.full[SLACK]'],
    principals,
  })
  const statuses = (id: string) => new Set(results.filter((one) => one.id.startsWith(id)).map(({ status }) => status))
  const skipped = new Set(results.flatMap(({ status, reason }) => (status === 'skip' ? (reason ?? '') : [])))
  const verified = requirements.filter(({ status }) => status === 'verified').map(({ id }) => id)
  return {
    verdict,
    stranger: statuses('credentials.stranger'),
    reader: statuses('credentials.reader-'),
    skipped,
    verified,
  }
}

test('credentials that the target knows verify the cases of their principal', async () => {
  const { verdict, stranger, reader, verified } = await runAs(RIGHT)
  expect([verdict, stranger, reader]).toEqual(['conforms', new Set(['pass']), new Set(['pass'])])
  expect(verified).toContain('reader-cannot-write')
})

test('a refusal of wrong credentials verifies nothing, and accuses nobody', async () => {
  const { verdict, stranger, reader, skipped, verified } = await runAs(WRONG)
  expect([verdict, stranger, reader]).toEqual(['conforms', new Set(['skip']), new Set(['skip'])])
  expect([...skipped].toSorted()).toEqual([
    'the target answers principals.reader as it answers made-up credentials; check the credentials of principals.reader',
    'the target answers principals.stranger as it answers made-up credentials; check the credentials of principals.stranger',
  ])
  expect(verified).not.toContain('reader-cannot-write')
})

test('a time or an echo in the refusal of made-up credentials is no recognition', async () => {
  const inner = reference()
  let count = 0
  const echoing: Handler = async (request) => {
    const response = await inner(request)
    if (response.status !== 401) return response
    count += 1
    const detail = `${request.headers.get('Authorization') ?? ''} is unknown, request ${count}`
    return Response.json({ error: 401, errorCode: 'UNAUTHORIZED', detail }, { status: 401, headers: response.headers })
  }
  expect(await runAs(WRONG, echoing)).toMatchObject({ verdict: 'conforms', stranger: new Set(['skip']) })
})

/** Every 401 and 403 as a 401 without a telling body, but for its code. */
const through =
  (code: (own: unknown) => unknown, inner: Handler): Handler =>
  async (request) => {
    const response = await inner(request)
    if (response.status !== 401 && response.status !== 403) return response
    const { errorCode } = (await response.json()) as { errorCode?: unknown }
    const headers = { 'WWW-Authenticate': 'Bearer realm="groups"' }
    const body = { error: 401, errorCode: code(errorCode), detail: 'no', reason: 'Unauthorized', parameters: [] }
    return Response.json(body, { status: 401, headers })
  }

test('a role that is refused with the status of wrong credentials counts only with another answer', async () => {
  const alike = through(() => 'UNAUTHORIZED', reference())
  expect(await runAs(RIGHT, alike)).toMatchObject({ verdict: 'conforms', stranger: new Set(['skip']), reader: PASS })
  const apart = through((own) => own ?? 'UNAUTHORIZED', reference())
  expect(await runAs(RIGHT, apart)).toMatchObject({ verdict: 'conforms', stranger: PASS, reader: PASS })
})

test('a server that serves a stranger is accused', async () => {
  const inner = reference()
  const open: Handler = (request) => {
    const headers = new Headers(request.headers)
    if (headers.get('Authorization') === `Bearer ${RIGHT.stranger.bearer}`)
      headers.set('Authorization', `Bearer ${OWNER.bearer}`)
    return inner(new Request(request, { headers }))
  }
  expect(await runAs(RIGHT, open)).toMatchObject({ verdict: 'violates' })
})

test('a success of a principal needs no second list with made-up credentials', async () => {
  const inner = reference()
  const strange: string[] = []
  const counting: Handler = (request) => {
    const sent = request.headers.get('Authorization') ?? ''
    if (sent !== '' && !TOKENS.some(({ token }) => sent === `Bearer ${token}`)) strange.push(sent)
    return inner(request)
  }
  await fireAt({
    target: fetchTarget(counting, DEFAULT_LIMITS),
    only: ['credentials.reader-writes'],
    principals: RIGHT,
  })
  expect(strange).toHaveLength(1)
})
