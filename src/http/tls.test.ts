import { expect, test } from 'vitest'
import { certificate, HAS_OPENSSL, servedOverTls } from './certificate.test-support.ts'
import { classifyFailure } from './classify-failure.ts'
import { GET, readable, served, targetAt } from './served.test-support.ts'

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
        'the TLS connection cannot be trusted (DEPTH_ZERO_SELF_SIGNED_CERT); for a private certificate authority, set "tls: { ca: FILE }" in the configuration',
    })
  },
)

test.runIf(HAS_OPENSSL)('another authority does not help', async () => {
  const { url } = await servedOverTls()
  const { cert } = certificate()
  expect(await targetAt(url, { tls: { ca: cert } }).send(GET)).toMatchObject({ answered: false, failure: 'untrusted' })
})

test('a server without TLS behind an https URL is not reported as untrusted', async () => {
  const url = await served((_, response) => response.end())
  expect(await targetAt(url.replace('http:', 'https:')).send(GET)).toEqual({
    answered: false,
    failure: 'not-http',
    reason: 'the server does not speak TLS; the target may need an http:// URL',
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
  expect(classifyFailure(Object.assign(new Error('x'), { code }), { total: 1 })).toEqual({
    failure: 'untrusted',
    reason: `the TLS connection cannot be trusted (${code}); ${sentence}`,
  })
})
