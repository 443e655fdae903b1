import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { served, targetAt } from '../../served.test-support.ts'
import { authorizationOf, challenge, OK, recorded, request, scripted, statusOf } from '../auth.test-support.ts'
import { parseChallenges } from '../parse-challenges.ts'
import { authenticationInfo } from './authentication-info.ts'
import { digestAuth } from './digest-auth.ts'
import { strongestDigest } from './digest-challenge.ts'
import { startDigestSession } from './digest-session.ts'
import { type Signature, signRequest } from './sign-request.ts'

const OWNER = { username: 'owner', password: 'owner-password' }
const md5 = (...parts: readonly string[]): string => createHash('md5').update(parts.join(':')).digest('hex')

interface Proven {
  readonly nonce: string
  readonly nc: string
  readonly cnonce: string
  readonly uri: string
}

function proven({ headers }: IncomingMessage): Proven {
  const of = (name: string): string => new RegExp(`[ ,]${name}="?([^",]+)`).exec(headers.authorization ?? '')?.[1] ?? ''
  return { nonce: of('nonce'), nc: of('nc'), cnonce: of('cnonce'), uri: of('uri') }
}

/** A server of the RFC's second half: each nonce serves one request and is followed by the next, and the server proves itself. */
function oneTimeServer(qop: 'auth' | 'auth-int', proof = (expected: string): string => expected) {
  const open = new Set<string>()
  let given = 0
  const give = (): string => {
    given += 1
    const nonce = `nonce-${given}`
    open.add(nonce)
    return nonce
  }
  const key = md5('owner', 'r', 'owner-password')
  return served((incoming, response) => {
    const { nonce, nc, cnonce, uri } = proven(incoming)
    if (!open.delete(nonce) || nc !== '00000001') {
      response.writeHead(401, { 'WWW-Authenticate': `Digest realm="r", nonce="${give()}", qop="${qop}"` }).end()
      return
    }
    const called = qop === 'auth' ? md5('', uri) : md5('', uri, md5('served'))
    const rspauth = proof(md5(key, nonce, nc, cnonce, qop, called))
    const info = `qop=${qop}, rspauth="${rspauth}", cnonce="${cnonce}", nc=${nc}, nextnonce="${give()}"`
    response.writeHead(200, { 'Authentication-Info': info }).end('served')
  })
}

test('the next nonce is used, with a count that starts anew, so that no second request is refused', async () => {
  const { send, sent } = recorded(targetAt(await oneTimeServer('auth')).send)
  const remarks: string[] = []
  const ask = digestAuth(OWNER, { onHint: (sentence) => remarks.push(sentence) }).wrap(send)
  for (let round = 0; round < 5; round += 1) expect(statusOf(await ask(request('GET', '/')))).toBe(200)
  expect(sent).toHaveLength(6)
  expect(remarks).toEqual([])
})

test('nonces that serve once serve thirty requests at a time, with at most one more try each', async () => {
  const { send, sent } = recorded(targetAt(await oneTimeServer('auth')).send)
  const ask = digestAuth(OWNER).wrap(send)
  const replies = await Promise.all(Array.from({ length: 30 }, () => ask(request('GET', '/'))))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
  expect(sent.length).toBeLessThanOrEqual(60)
})

test('a wrong proof of the server causes one hint, and its answer is still returned', async () => {
  for (const qop of ['auth', 'auth-int'] as const) {
    const remarks: string[] = []
    const remark = { onHint: (sentence: string) => void remarks.push(sentence) }
    const right = targetAt(await oneTimeServer(qop))
    const wrong = targetAt(await oneTimeServer(qop, () => '0'.repeat(32)))
    expect(statusOf(await digestAuth(OWNER, remark).wrap(right.send)(request('GET', '/')))).toBe(200)
    expect(remarks).toEqual([])
    const ask = digestAuth(OWNER, remark).wrap(wrong.send)
    expect([statusOf(await ask(request('GET', '/'))), statusOf(await ask(request('GET', '/')))]).toEqual([200, 200])
    expect(remarks).toEqual([
      'the rspauth in Authentication-Info is wrong: the server does not prove that it knows the password',
    ])
  }
})

test('the key of a session stays when the nonce changes', async () => {
  const { send, sent } = scripted(
    challenge('Digest realm="r", nonce="n", qop="auth", algorithm=MD5-sess'),
    { status: 200, headers: [['Authentication-Info', 'nextnonce="m"']] },
    OK,
  )
  const ask = digestAuth(OWNER, { newCnonce: () => 'c' }).wrap(send)
  await ask(request('GET', '/'))
  await ask(request('GET', '/'))
  const key = md5(md5('owner', 'r', 'owner-password'), 'n', 'c')
  expect(authorizationOf(sent[2])).toContain(`response="${md5(key, 'm', '00000001', 'c', 'auth', md5('GET', '/'))}"`)
})

function signatureFor(qop: string): Signature {
  const asked = strongestDigest(parseChallenges(`Digest realm="r", nonce="n"${qop}`))
  if (asked === undefined) throw new Error('the challenge cannot be answered')
  return signRequest(startDigestSession(asked, { credentials: OWNER, cnonce: 'c' }), { method: 'GET', uri: '/' }, 1)
}

const PROOF = (qop: string, ...body: readonly string[]): string =>
  md5(md5('owner', 'r', 'owner-password'), 'n', '00000001', 'c', qop, md5('', '/', ...body))
const AUTH = PROOF('auth')
const AUTH_INT = PROOF('auth-int', md5('served'))

test.each([
  ['without the header', 'qop=auth', '', 'unsaid'],
  ['without a proof', 'qop=auth', 'nextnonce=""', 'unsaid'],
  ['right, in whatever case', 'qop=auth', `rspauth="${AUTH.toUpperCase()}"`, 'right'],
  ['right, with the body as the server says', 'qop="auth,auth-int"', `qop="auth-int", rspauth=${AUTH_INT}`, 'right'],
  ['right, with the body as both have agreed', 'qop="auth-int"', `rspauth="${AUTH_INT}"`, 'right'],
  ['wrong', 'qop=auth', `rspauth="${AUTH_INT}"`, 'wrong'],
  ['wrong, since it is empty', 'qop=auth', 'rspauth=""', 'wrong'],
  ['of a kind that no RFC defines', '', `rspauth="${AUTH}"`, 'unsaid'],
])('a proof of the server: %s', (...[, qop, info, proof]) => {
  const headers = [['Authentication-Info', info]] as const
  const response = { status: 200, headers, body: new TextEncoder().encode('served') }
  const signature = signatureFor(qop === '' ? '' : `, ${qop}`)
  expect(authenticationInfo(response, signature)).toEqual({ nextNonce: undefined, proof })
})

test.each(['auth-int', 'auth,auth-int'])('a body that was decoded proves nothing, with qop %s', (qop) => {
  const headers = [
    ['authentication-info', `qop=auth-int, rspauth="${AUTH}", nextnonce="m"`],
    ['content-encoding', 'gzip'],
  ] as const
  const response = { status: 200, headers, body: new TextEncoder().encode('served') }
  expect(authenticationInfo(response, signatureFor(`, qop="${qop}"`))).toEqual({ nextNonce: 'm', proof: 'unsaid' })
})
