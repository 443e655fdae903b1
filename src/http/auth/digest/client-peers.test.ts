import { expect, test } from 'vitest'
import { served } from '../../served.test-support.ts'
import { parseChallenges } from '../parse-challenges.ts'
import { strongestDigest } from './digest-challenge.ts'
import { startDigestSession } from './digest-session.ts'
import { isInstalled, run } from './peer.test-support.ts'
import { signRequest } from './sign-request.ts'

const USER = { username: String.raw`o"w\ner`, password: 'pass "word" \\ ä' }
const REALM = 'a realm, with commas'

interface Answered {
  readonly url: string
  /** The Authorization headers that came, in their order. */
  readonly came: string[]
}

async function challenging(header: string): Promise<Answered> {
  const came: string[] = []
  const url = await served(({ headers }, response) => {
    if (headers.authorization !== undefined) came.push(headers.authorization)
    response.writeHead(headers.authorization === undefined ? 401 : 200, { 'WWW-Authenticate': header }).end()
  })
  return { url, came }
}

/** The last answer of a peer is what is answered here to the same, with the peer's own nonce. */
function expectAlike(header: string, came: readonly string[], credentials = USER): void {
  const theirs = came.at(-1) ?? ''
  const challenge = strongestDigest(parseChallenges(header))
  if (challenge === undefined) throw new Error('the challenge cannot be answered')
  const session = startDigestSession(challenge, { credentials, cnonce: parameter(theirs, 'cnonce') ?? '' })
  const { authorization } = signRequest(session, { method: 'GET', uri: '/a?b=c' }, 1)
  expect(parameter(theirs, 'response')).toMatch(/^[0-9a-f]{32,64}$/)
  expect(parameter(authorization, 'response')).toBe(parameter(theirs, 'response'))
}

function parameter(authorization: string, name: string): string | undefined {
  return parseChallenges(authorization)[0]?.parameters.get(name)
}

test.for(['', ', algorithm=MD5', ', algorithm=MD5-sess', ', algorithm=SHA-256', ', algorithm=SHA-256-sess'])(
  'curl answers a challenge as we do%s',
  async (algorithm, { skip }) => {
    if (!(await isInstalled('curl', '-V'))) return skip('curl is not installed')
    for (const qop of [', qop="auth"', ', qop="auth,auth-int"', ...(algorithm.endsWith('sess') ? [] : [''])]) {
      const header = `Digest realm="${REALM}", nonce="bm9uY2U=", opaque="o"${algorithm}${qop}`
      const { url, came } = await challenging(header)
      await run('curl', ['-s', '--digest', '-u', `${USER.username}:${USER.password}`, `${url}/a?b=c`])
      expectAlike(header, came)
    }
  },
)

interface DigestFetch {
  readonly DigestClient: new (
    username: string,
    password: string,
    options: { readonly algorithm: string },
  ) => { readonly fetch: (url: string) => Promise<unknown> }
}

// By a name that the compiler does not follow: the package may not be there.
const DIGEST_FETCH: string = 'digest-fetch'

test.for(['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess', 'SHA-512-256', 'SHA-512-256-sess'])(
  'digest-fetch answers a challenge with %s as we do',
  async (algorithm, { skip }) => {
    const peer = (await import(DIGEST_FETCH).catch(() => undefined)) as DigestFetch | undefined
    if (peer === undefined) return skip('the package digest-fetch is not installed')
    // It escapes nothing.
    const simple = { ...USER, username: 'owner' }
    const header = `Digest realm="${REALM}", nonce="bm9uY2U=", opaque="o", algorithm=${algorithm}, qop="auth"`
    const { url, came } = await challenging(header)
    await new peer.DigestClient(simple.username, simple.password, { algorithm }).fetch(`${url}/a?b=c`)
    expectAlike(header, came, simple)
  },
)
