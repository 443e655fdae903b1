import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { targetAt } from '../../served.test-support.ts'
import { authorizationOf, recorded, request, statusOf } from '../auth.test-support.ts'
import { digestAuth } from './digest-auth.ts'
import { hex, isInstalled, type Peer, startedPeer } from './peer.test-support.ts'

const REALM = 'a realm, with commas'
const ACCOUNT = { username: 'owner', password: 'owner-password' }
const HTML = { 'index.html': 'served', 'other.html': 'served too' }

const MODULES = ['/usr/lib/apache2/modules', '/usr/lib64/httpd/modules', '/usr/lib/httpd/modules'].find(existsSync)
const APACHE = ['apache2', 'httpd']

function apache(program: string, more: string): Peer {
  const modules = ['mpm_event', 'unixd', 'dir', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_digest']
  return {
    program,
    args: (file) => ['-X', '-f', file],
    files: { ...HTML, users: `owner:${REALM}:${hex('md5', 'owner', REALM, 'owner-password')}\n` },
    config: ({ folder, port }) => `
      ServerRoot "${folder}"
      ServerName 127.0.0.1
      Listen 127.0.0.1:${port}
      PidFile "${folder}/pid"
      DefaultRuntimeDir "${folder}"
      ErrorLog "${folder}/error.log"
      ${modules.map((name) => `<IfModule !${name}_module>\nLoadModule ${name}_module ${MODULES}/mod_${name}.so\n</IfModule>`).join('\n')}
      User #65534
      Group #65534
      DocumentRoot "${folder}"
      <Directory "${folder}">
        AuthType Digest
        AuthName "${REALM}"
        AuthDigestProvider file
        AuthUserFile "${folder}/users"
        ${more}
        Require valid-user
      </Directory>`,
  }
}

test('mod_auth_digest of Apache accepts our digest, and its own proof is correct', async ({ skip }) => {
  const program = await firstInstalled(APACHE)
  if (program === undefined || MODULES === undefined) return skip('Apache is not installed')
  const url = await startedPeer(apache(program, 'AuthDigestNonceLifetime 1'))
  const { send, sent, received } = recorded(targetAt(url).send)
  const remarks: string[] = []
  const ask = digestAuth(ACCOUNT, { onHint: (sentence) => void remarks.push(sentence) }).wrap(send)
  const paths = ['/', '/index.html?a=b', '/other.html?c=%22d%22,e']
  const statuses = async (): Promise<unknown> =>
    new Set(
      (await Promise.all(Array.from({ length: 21 }, (_, n) => ask(request('GET', paths[n % 3] ?? '/'))))).map(statusOf),
    )
  expect(await statuses()).toEqual(new Set([200]))
  expect(sent).toHaveLength(22)
  await sleep(1_200)
  expect(await statuses()).toEqual(new Set([200]))
  expect(sent.length).toBeGreaterThan(43)
  const proofs = received.filter(
    (reply) =>
      reply.answered &&
      reply.response.headers.some(([name, value]) => name === 'Authentication-Info' && value.includes('rspauth')),
  )
  expect(proofs).toHaveLength(42)
  expect(remarks).toEqual([])
  expect(statusOf(await digestAuth({ ...ACCOUNT, password: 'wrong' }).wrap(send)(request('GET', '/')))).toBe(401)
})

function lighttpd(algorithm: string, hash: string): Peer {
  return {
    program: 'lighttpd',
    args: (file) => ['-D', '-f', file],
    files: {
      ...HTML,
      users: `owner:${REALM}:${hex(hash, 'owner', REALM, 'owner-password')}:${hex(hash, 'owner', REALM)}\n`,
    },
    config: ({ folder, port }) => `
      server.document-root = "${folder}"
      server.bind = "127.0.0.1"
      server.port = ${port}
      server.modules = ("mod_indexfile", "mod_auth", "mod_authn_file", "mod_staticfile")
      index-file.names = ("index.html")
      auth.backend = "htdigest"
      auth.backend.htdigest.userfile = "${folder}/users"
      auth.require = ("/" => ("method" => "digest", "realm" => "${REALM}", "require" => "valid-user",
        "algorithm" => "${algorithm}", "userhash" => "enable"))`,
  }
}

test.for([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
  ['SHA-512-256', 'sha512-256'],
] as const)('lighttpd takes what is signed here with %s and a hashed username', async ([algorithm, hash], { skip }) => {
  if (!(await isInstalled('lighttpd', '-v'))) return skip('lighttpd is not installed')
  const url = await startedPeer(lighttpd(algorithm, hash))
  const { send, sent } = recorded(targetAt(url).send)
  const ask = digestAuth(ACCOUNT).wrap(send)
  const replies = await Promise.all(Array.from({ length: 20 }, () => ask(request('GET', '/other.html?a=%22b%22,c'))))
  expect(new Set(replies.map(statusOf))).toEqual(new Set([200]))
  expect(sent).toHaveLength(21)
  expect(authorizationOf(sent[1])).toMatch(new RegExp(`algorithm=${algorithm}, .*userhash=true$`))
})

async function firstInstalled(programs: readonly string[]): Promise<string | undefined> {
  for (const program of programs) if (await isInstalled(program, '-v')) return program
  return undefined
}
