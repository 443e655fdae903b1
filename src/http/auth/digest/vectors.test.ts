import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizationOf, challenge, OK, request, scripted, statusOf } from '../auth.test-support.ts'
import type { DigestCredentials } from './digest-credentials.ts'
import { digestAuth } from './digest-auth.ts'

interface Asked {
  readonly credentials?: DigestCredentials
  readonly cnonce?: string
  readonly method?: string
  readonly path?: string
  readonly body?: string
}

const MUFASA = { username: 'Mufasa', password: 'Circle of Life' }

/** The Authorization that answers the challenges, which come in one header each. */
async function answer(challenges: readonly string[], asked: Asked = {}): Promise<string | undefined> {
  const { credentials = MUFASA, cnonce = 'the-cnonce', method = 'GET', path = '/dir/index.html', body } = asked
  const { send, sent } = scripted(challenge(...challenges), OK)
  await digestAuth(credentials, { newCnonce: () => cnonce }).wrap(send)(request(method, path, body))
  return authorizationOf(sent[1])
}

const challengeWith = (algorithm: string): string =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`

test('RFC 7616, section 3.9.1: MD5 where nothing else is offered, and SHA-256 where it is', async () => {
  const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'
  expect(await answer([challengeWith('MD5')], { cnonce })).toMatchInlineSnapshot(
    `"Digest username="Mufasa", realm="http-auth@example.org", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", response="8ca523f5e9506fed4657c9700eebdbec", algorithm=MD5, opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ""`,
  )
  expect(await answer([challengeWith('MD5'), challengeWith('SHA-256')], { cnonce })).toContain(
    'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", algorithm=SHA-256',
  )
})

// The RFC prints values of an early draft of SHA-512/256; these are those of its erratum 4897.
test('RFC 7616, section 3.9.2: SHA-512-256 with a hashed username in UTF-8', async () => {
  const sent = await answer(
    [
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true',
    ],
    {
      credentials: { username: 'Jäsøn Doe', password: 'Secret, or not?' },
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
      path: '/doe.json',
    },
  )
  expect(sent).toContain('Digest username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b", ')
  expect(sent).toContain('response="3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"')
  expect(sent).toMatch(/, userhash=true$/)
})

test('RFC 2617, section 3.5: the request names no algorithm if the server names none', async () => {
  const sent = await answer(
    [
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    ],
    { credentials: { username: 'Mufasa', password: 'Circle Of Life' }, cnonce: '0a4f113b' },
  )
  expect(sent).toContain('response="6629fae49393a05397450978507c4ef1", opaque')
  expect(sent).not.toContain('algorithm')
})

test('RFC 2069: without a qop the request has neither a count nor a client nonce', async () => {
  const sent = await answer(['Digest realm="r", nonce="n"'])
  const expected = hex('md5', `${hex('md5', 'Mufasa:r:Circle of Life')}:n:${hex('md5', 'GET:/dir/index.html')}`)
  expect(sent).toBe(`Digest username="Mufasa", realm="r", nonce="n", uri="/dir/index.html", response="${expected}"`)
  expect(await answer(['Digest realm="r", nonce="n", qop=""'])).toBe(sent)
})

const hex = (hash: string, text: string): string => createHash(hash).update(text).digest('hex')

const HASHES = [
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
  ['SHA-512-256', 'sha512-256'],
] as const

test.each(
  HASHES.flatMap(([algorithm, hash]) => (['auth', 'auth-int'] as const).map((qop) => [algorithm, qop, hash] as const)),
)('%s and its form of a session, with qop %s', async (algorithm, qop, hash) => {
  const body = '{"a":"ä"}'
  const key = hex(hash, 'Mufasa:r:Circle of Life')
  const called = qop === 'auth' ? 'POST:/a?b=c' : `POST:/a?b=c:${hex(hash, body)}`
  for (const [name, h1] of [
    [algorithm, key],
    [`${algorithm}-sess`, hex(hash, `${key}:n:the-cnonce`)],
  ] as const) {
    const sent = await answer([`Digest realm="r", nonce="n", algorithm=${name}, qop="${qop}"`], {
      method: 'POST',
      path: '/a?b=c',
      body,
    })
    const response = hex(hash, `${h1}:n:00000001:the-cnonce:${qop}:${hex(hash, called)}`)
    expect(sent).toContain(`response="${response}", algorithm=${name}, qop=${qop}, nc=00000001`)
  }
})

test('auth-int without a body is that of an empty one', async () => {
  const called = hex('md5', `GET:/dir/index.html:${hex('md5', '')}`)
  const response = hex('md5', `${hex('md5', 'Mufasa:r:Circle of Life')}:n:00000001:the-cnonce:auth-int:${called}`)
  expect(await answer(['Digest realm="r", nonce="n", qop=auth-int'])).toContain(`response="${response}"`)
})

test.each<[what: string, challenges: readonly string[], chosen: RegExp]>([
  [
    'of several headers',
    ['Digest realm="r", nonce="n", qop="auth"', 'Digest realm="r", nonce="m", qop="auth", algorithm=SHA-512-256'],
    /nonce="m".*algorithm=SHA-512-256/,
  ],
  [
    'of one header',
    [
      'Basic realm="x", Digest realm="r", nonce="n", algorithm=SHA-256, Digest realm="r", nonce="m", algorithm=MD5, Bearer',
    ],
    /nonce="n".*algorithm=SHA-256$/,
  ],
  [
    'among equals the first',
    [
      'Digest realm="r", nonce="n", algorithm=SHA-256-sess, qop=auth',
      'Digest realm="r", nonce="m", algorithm=SHA-256, qop=auth',
    ],
    /nonce="n"/,
  ],
  [
    'whatever its case, which is kept',
    ['Digest realm="r", nonce="n", algorithm="sha-256", qop="AUTH"'],
    /algorithm=sha-256, qop=auth,/,
  ],
  [
    'among those that can be answered',
    [
      'Digest realm="r", nonce="n", algorithm=SHA-999',
      'Digest realm="r", nonce="m"',
      'Digest realm="r", nonce="k", algorithm=SHA-256, qop="auth-conf"',
    ],
    /nonce="m"/,
  ],
])('the strongest algorithm is chosen %s', async (_what, challenges, chosen) => {
  expect(await answer(challenges)).toMatch(chosen)
})

test.each([
  ['no challenge'],
  ['another scheme', 'Basic realm="r"'],
  ['an unknown algorithm', 'Digest realm="r", nonce="n", algorithm=SHA-999'],
  ['an unknown qop', 'Digest realm="r", nonce="n", qop="auth-conf"'],
  ['a session without a qop', 'Digest realm="r", nonce="n", algorithm=MD5-sess'],
  ['no nonce', 'Digest realm="r", qop="auth"'],
  ['no realm', 'Digest nonce="n", qop="auth"'],
  ['a challenge that breaks off', 'Digest realm="r", nonce="n'],
])('%s is not answered: the 401 is returned, with a hint', async (_what, ...headers) => {
  const { send, sent } = scripted(challenge(...headers))
  const remarks: string[] = []
  const ask = digestAuth(MUFASA, { onHint: (sentence) => remarks.push(sentence) }).wrap(send)
  for (let round = 1; round <= 2; round += 1) {
    expect(statusOf(await ask(request('GET', '/')))).toBe(401)
    expect(sent).toHaveLength(round)
  }
  expect(remarks).toHaveLength(1)
})

test('quotes and backslashes are escaped in quoted strings, and hashed without escapes', async () => {
  const sent = await answer([String.raw`Digest realm="a\"b\\c", nonce="n\"", opaque="\\"`], {
    credentials: { username: String.raw`x"y\z`, password: '"' },
  })
  const key = hex('md5', String.raw`x"y\z:a"b\c:"`)
  expect(sent).toBe(
    String.raw`Digest username="x\"y\\z", realm="a\"b\\c", nonce="n\"", uri="/dir/index.html", response="${hex('md5', `${key}:n":${hex('md5', 'GET:/dir/index.html')}`)}", opaque="\\"`,
  )
})

const NFD = { username: 'Ja\u0308son', password: 'e\u0301' }

test.each([
  [
    'where the server names UTF-8, as an extended value and normalized',
    ', charset="utf-8"',
    "username*=UTF-8''J%C3%A4son",
    'Jäson:r:é',
  ],
  ['else as the bytes of UTF-8', '', 'username="Ja\u00cc\u0088son"', 'Ja\u0308son:r:e\u0301'],
])('a username beyond ASCII is sent %s', async (...[, charset, parameter, hashed]) => {
  const sent = await answer([`Digest realm="r", nonce="n"${charset}`], { credentials: NFD })
  expect(sent).toContain(`Digest ${parameter}, realm`)
  expect(sent).toContain(`response="${hex('md5', `${hex('md5', hashed)}:n:${hex('md5', 'GET:/dir/index.html')}`)}"`)
})

test('a username with characters that no header allows, or with half a character, is still sent', async () => {
  for (const [username, parameter] of [
    ["a\nb'(*)%", "username*=UTF-8''a%0Ab%27%28%2A%29%25,"],
    ['a\ud800', 'username="a\u00ef\u00bf\u00bd"'],
  ] as const) {
    const sent = await answer(['Digest realm="r", nonce="n"'], { credentials: { username, password: 'p' } })
    expect(sent).toContain(parameter)
  }
})

test('a realm beyond ASCII is given back byte for byte', async () => {
  const realm = Buffer.from('Zürich').toString('latin1')
  const sent = await answer([`Digest realm="${realm}", nonce="n"`])
  expect(sent).toContain(`realm="${realm}"`)
  const key = hex('md5', 'Mufasa:Zürich:Circle of Life')
  expect(sent).toContain(`response="${hex('md5', `${key}:n:${hex('md5', 'GET:/dir/index.html')}`)}"`)
})

test('the signed URI is the request target as sent, with the base path and the query', async () => {
  const { send, sent } = scripted(challenge('Digest realm="r", nonce="n"'), OK)
  await digestAuth(MUFASA, { basePath: '/atlas/' }).wrap(send)(request('GET', '/a%2Fb?c=%22d%22&e'))
  expect(authorizationOf(sent[1])).toContain('uri="/atlas/a%2Fb?c=%22d%22&e"')
  expect(sent[1]?.path).toBe('/a%2Fb?c=%22d%22&e')
})
