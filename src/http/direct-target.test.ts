import { expect, test } from 'vitest'
import { direct } from '../../fixtures/reference/direct.ts'
import { createReference, fetchHandler } from '../../fixtures/reference/reference.ts'
import { directTarget } from './direct-target.ts'
import { fetchTarget } from './fetch-target.ts'
import { DEFAULT_LIMITS, type Reply, type TargetRequest } from './target.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const PATH = `/api/atlas/v2/groups/${GROUP}/integrations`
const HEADERS = [['Accept', 'application/vnd.atlas.2023-01-01+json']] as const
const BODY = Buffer.from('{"type":"SLACK","channelName":"ü","teamName":"t","apiToken":"xoxb-é-1234567890"}')
const MEDIA = ['Content-Type', 'application/json'] as const

const created: TargetRequest = { method: 'POST', path: `${PATH}/SLACK`, headers: [...HEADERS, MEDIA], body: BODY }

test.each<[string, TargetRequest]>([
  ['a list', { method: 'GET', path: `${PATH}?pretty=true`, headers: HEADERS }],
  ['a HEAD', { method: 'HEAD', path: PATH, headers: HEADERS }],
  ['a create', created],
  ['a create in chunks', { ...created, transfer: 'chunked' }],
  ['a body that is too large', { ...created, body: Buffer.alloc(2_000_000, ' ') }],
  ['a delete, which has no body', { method: 'DELETE', path: `${PATH}/WEBHOOK`, headers: HEADERS }],
  ['a repeated header', { method: 'GET', path: PATH, headers: [['accept', 'text/plain'], ...HEADERS] }],
])('%s is answered as through messages of the platform', async (_, request) => {
  const replies = await Promise.all(
    [false, true].map(async (isDirect) => {
      const reference = createReference({ groups: [GROUP], now: () => 0, newId: () => 'a'.repeat(24) })
      await reference.seed(GROUP, { type: 'WEBHOOK', url: 'https://example.com' })
      const target = isDirect
        ? directTarget(direct(reference), DEFAULT_LIMITS)
        : fetchTarget(fetchHandler(reference), DEFAULT_LIMITS)
      return plain(await target.send(request))
    }),
  )
  expect(replies[1]).toEqual(replies[0])
})

/** Headers in the order of their names, as the platform sorts them. */
function plain(reply: Reply) {
  if (!reply.answered) return reply
  const { response } = reply
  const headers = response.headers.toSorted(([one], [other]) => (one < other ? -1 : 1))
  return { ...reply, response: { ...response, headers, body: Buffer.from(response.body).toString() } }
}

test('the body arrives in the pieces of its transfer', async () => {
  const pieces: number[] = []
  const target = directTarget((request) => {
    pieces.push(...request.pieces.map(({ length }) => length))
    return Promise.resolve({ status: 204, headers: {}, body: undefined })
  }, DEFAULT_LIMITS)
  await target.send({ ...created, transfer: 'chunked' })
  expect(pieces.length).toBeGreaterThan(1)
  expect(pieces.reduce((one, other) => one + other)).toBe(BODY.length)
})

test('repeated headers of an answer stay apart, and a body beyond the limit is a defect', async () => {
  const reply = { status: 200, headers: { 'Set-Cookie': ['a', 'b'] }, body: new Uint8Array(9) }
  const target = directTarget(() => Promise.resolve(reply), { ...DEFAULT_LIMITS, body: 8 })
  expect(await target.send(created)).toMatchObject({
    response: {
      headers: [
        ['set-cookie', 'a'],
        ['set-cookie', 'b'],
      ],
      defect: 'the body is longer than the limit of 8 bytes',
    },
  })
})

test('a server that throws, or answers too late, gives no answer', async () => {
  const throws = directTarget(() => Promise.reject(new RangeError('secret')), DEFAULT_LIMITS)
  expect(await throws.send(created)).toEqual({
    answered: false,
    failure: 'reset',
    reason: 'the server threw RangeError',
  })
  const late = directTarget(() => new Promise(() => undefined), { ...DEFAULT_LIMITS, total: 5 })
  expect(await late.send(created)).toMatchObject({ answered: false, failure: 'timeout' })
})
