import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HAS_OPENSSL, servedOverTls } from '../http/certificate.test-support.ts'
import { conform, folder } from './conform.test-support.ts'

const GROUP = '64b1f0c2a9d3e45f67890abc'

test.runIf(HAS_OPENSSL)('an untrusted certificate is inconclusive, with a reason', async () => {
  const { url } = await servedOverTls()
  const { status, stdout, stderr } = await conform(['run', 'list.empty', '--target', url, '--group-id', GROUP], {
    cwd: folder(),
  })
  expect([status, stderr]).toEqual([3, ''])
  expect(stdout).toContain(
    `at ${url}: the TLS connection cannot be trusted (DEPTH_ZERO_SELF_SIGNED_CERT); for a private certificate authority, set "tls: { ca: FILE }" in the configuration`,
  )
})

test.runIf(HAS_OPENSSL)('a certificate of a configured authority is trusted', async () => {
  const { url, ca } = await servedOverTls()
  const cwd = folder()
  writeFileSync(join(cwd, 'ca.pem'), ca)
  writeFileSync(join(cwd, 'conform.config.yaml'), `target: ${url}\ngroupId: ${GROUP}\ntls: { ca: ca.pem }\n`)
  const { status, stdout, stderr } = await conform(['run', 'list.empty'], { cwd })
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toContain('expected a JSON media type')
})

test('a certificate authority file without a certificate is a usage error', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'ca.pem'), 'none')
  writeFileSync(
    join(cwd, 'conform.config.yaml'),
    `target: https://127.0.0.1:1\ngroupId: ${GROUP}\ntls: { ca: ca.pem }\n`,
  )
  expect(await conform(['run', 'list.empty'], { cwd })).toMatchObject({
    status: 2,
    stderr: 'conform.config.yaml:3:12  the certificate authority file ca.pem is not a PEM certificate\n',
  })
})

test.runIf(HAS_OPENSSL)('--insecure and tls.insecure accept any certificate, with a warning', async () => {
  const { url } = await servedOverTls()
  const warning = `the TLS certificate of ${new URL(url).host} is not checked: any server at this address gets the credentials\n`
  const cwd = folder()
  const at = ['--target', url, '--group-id', GROUP]
  const byFlag = await conform(['run', 'list.empty', '--insecure', ...at], { cwd })
  expect([byFlag.status, byFlag.stderr]).toEqual([1, warning])
  expect(byFlag.stdout).toMatch(/replay {2}node \S+conform\.js run 'list\.empty' .* --insecure\n/)
  writeFileSync(join(cwd, 'conform.config.yaml'), 'tls: { insecure: true }\n')
  const byFile = await conform(['replay', 'list.empty', ...at], { cwd })
  expect([byFile.status, byFile.stderr]).toEqual([1, warning])
  const plain = await conform(['run', 'list.empty', '--insecure'], { cwd: folder() })
  expect([plain.status, plain.stderr]).toEqual([0, ''])
})
