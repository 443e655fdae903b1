import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { httpTarget } from '../http-target.ts'
import { DEFAULT_LIMITS, type Send, type TargetRequest } from '../target.ts'
import { bearer } from './bearer.ts'
import { digestAuth } from './digest/digest-auth.ts'
import { headersAuth } from './headers-auth.ts'
import { ALTERATION_NAMES, alteredAuth, type Alteration } from './alteration.ts'
import { oauth2 } from './oauth2.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'
const USER = { username: 'public-key', password: 'private-key-of-the-test' }
const ACCOUNT = { clientId: 'mdb_sa_id_1', clientSecret: 'mdb_sa_sk_1' }
const TOKEN = 'owner-token-of-the-test'
const CONTEXT = { tokenPath: '/api/oauth/token', basePath: '' }
const LIST: TargetRequest = {
  method: 'GET',
  path: `/api/atlas/v2/groups/${GROUP}/integrations`,
  headers: [['Accept', 'application/vnd.atlas.2023-01-01+json']],
}

async function served(): Promise<Send> {
  const server = await createReference({
    groups: [GROUP],
    auth: {
      users: [{ ...USER, roles: 'owner' }],
      serviceAccounts: [{ ...ACCOUNT, roles: 'owner' }],
      bearerTokens: [{ token: TOKEN, roles: 'owner' }],
    },
  }).listen()
  const target = httpTarget(new URL(server.url), { limits: DEFAULT_LIMITS, proxy: false })
  onTestFinished(async () => {
    await target.close()
    await server.close()
  })
  return target.send
}

const statusOf = async (reply: Promise<unknown>): Promise<unknown> =>
  ((await reply) as { response?: { status: number } }).response?.status

test.each([
  ['bearer', () => bearer.create(TOKEN, CONTEXT)],
  ['headers', () => headersAuth({ Authorization: `Bearer ${TOKEN}` })],
  ['digest', () => digestAuth(USER)],
  ['oauth2', () => oauth2.create(ACCOUNT, CONTEXT), oauth2.isProof],
] as const)('%s is taken as it is, and refused when it was changed in any way', async (_, create, isProof?) => {
  const send = await served()
  expect(await statusOf(create().wrap(send)(LIST))).toBe(200)
  for (const alteration of ALTERATION_NAMES)
    expect(
      await statusOf(alteredAuth(create(), { alteration, names: ['authorization'], isProof }).wrap(send)(LIST)),
      alteration,
    ).toBe(401)
})

const DIGEST = 'Digest username="a", response="00ff", uri="/"'

test.each<[Alteration, string, string]>([
  ['altered', 'abcdefghij', 'abcde0ghij'],
  ['altered', 'Bearer abc', 'Bearer 0bc'],
  ['altered', DIGEST, 'Digest username="a", response="10ff", uri="/"'],
  ['last-char-changed', 'Bearer abcA', 'Bearer abcg'],
  ['last-char-changed', 'abc.', 'abc0'],
  ['shortened', 'Bearer abcde', 'Bearer abc'],
  ['emptied', 'Bearer abcde', 'Bearer '],
  ['lengthened', 'Bearer abcde', 'Bearer abcde0a'],
  ['case-flipped', 'Bearer aBc-1', 'Bearer AbC-1'],
  // A text without letters would stay right.
  ['case-flipped', 'Bearer 123456', 'Bearer 103456'],
  ['other-scheme', 'Bearer abc', 'Secret abc'],
  ['other-scheme', DIGEST, 'Secret username="a", response="00ff", uri="/"'],
  ['without-scheme', 'Bearer abc', 'abc'],
  // A proof without a scheme would stay right.
  ['other-scheme', 'abcdefghij', 'abcde0ghij'],
  ['without-scheme', 'abcdefghij', 'abcde0ghij'],
  // Hexadecimal digits may be in any case.
  ['case-flipped', DIGEST, 'Digest username="a", response="10ff", uri="/"'],
])('%s: %s is sent as %s, and no other header differs', async (alteration, given, expected) => {
  const sent: TargetRequest[] = []
  const send: Send = (request) => {
    sent.push(request)
    return Promise.resolve({ answered: true, response: { status: 200, headers: [], body: new Uint8Array() } })
  }
  const auth = headersAuth({ 'X-Key': given, 'X-Other': 'k' })
  await alteredAuth(auth, { alteration, names: ['x-key'] }).wrap(send)(LIST)
  expect(sent[0]?.headers.slice(1)).toEqual([
    ['X-Key', expected],
    ['X-Other', 'k'],
  ])
})
