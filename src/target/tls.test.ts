import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { classifyFailure } from './classify-failure.ts'
import { GET, listening, portOf, readable, served, targetAt } from './served.test-support.ts'

const HAS_OPENSSL = openssl(['version'])

/** Whether it is there and does as it is told. */
function openssl(parameters: readonly string[]): boolean {
  try {
    execFileSync('openssl', parameters, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A certificate of its own authority for the loopback address, made for this test. */
function certificate(host = 'IP:127.0.0.1'): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'conform-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const form = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1'.split(' ')
  const subject = ['-subj', '/CN=conform test', '-addext', `subjectAltName=${host}`]
  const made = openssl([...form, ...subject, '-keyout', key, '-out', cert])
  if (!made) throw new Error('openssl made no certificate')
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

async function servedOverTls(host?: string): Promise<{ readonly url: string; readonly ca: string }> {
  const { key, cert } = certificate(host)
  const server = createServer({ key, cert }, (_, response) => response.end('safe'))
  await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `https://127.0.0.1:${portOf(server)}`, ca: cert }
}

test.runIf(HAS_OPENSSL)(
  'a certificate of one’s own authority is trusted once that is named, and not before',
  async () => {
    const { url, ca } = await servedOverTls()
    expect(readable(await targetAt(url, { tls: { ca } }).send(GET))).toMatchObject({ status: 200, body: 'safe' })
    expect(readable(await targetAt(url, { tls: { insecure: true } }).send(GET))).toMatchObject({ status: 200 })
    expect(await targetAt(url).send(GET)).toEqual({
      answered: false,
      failure: 'untrusted',
      reason:
        'the TLS connection cannot be trusted (DEPTH_ZERO_SELF_SIGNED_CERT); "tls: { ca: FILE }" in the configuration names a certificate authority of your own',
    })
  },
)

test.runIf(HAS_OPENSSL)('another authority does not help', async () => {
  const { url } = await servedOverTls()
  const { cert } = certificate()
  expect(await targetAt(url, { tls: { ca: cert } }).send(GET)).toMatchObject({ answered: false, failure: 'untrusted' })
})

test('what answers to https without TLS is not called untrusted', async () => {
  const url = await served((_, response) => response.end())
  expect(await targetAt(url.replace('http:', 'https:')).send(GET)).toEqual({
    answered: false,
    failure: 'not-http',
    reason: 'what answers there does not speak TLS; is the target an http:// one?',
  })
})

test.runIf(HAS_OPENSSL)('a certificate for another host is refused, and that is said', async () => {
  const { url, ca } = await servedOverTls('DNS:elsewhere.example.com')
  expect(await targetAt(url, { tls: { ca } }).send(GET)).toEqual({
    answered: false,
    failure: 'untrusted',
    reason: 'the TLS connection cannot be trusted (ERR_TLS_CERT_ALTNAME_INVALID); its certificate is for another host',
  })
})

test.each([
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
])('%s is one sentence that says so', (code, sentence) => {
  expect(classifyFailure(Object.assign(new Error('x'), { code }))).toEqual({
    failure: 'untrusted',
    reason: `the TLS connection cannot be trusted (${code}); ${sentence}`,
  })
})
