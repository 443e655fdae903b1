import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import type { Report } from '../report/report.ts'
import { conform, folder, started } from './conform.test-support.ts'

const [GROUP, OTHER] = ['64b1f0c2a9d3e45f67890abc', '64b1f0c2a9d3e45f67890abd']
const SECRETS = {
  OWNER_PASSWORD: 'Pk-owner-93jfkq02',
  OWNER_TOKEN: 'Tk-owner-83hdkw91-Lq83hFt0',
  READER_SECRET: 'mdb_sa_sk_Kq83hFt0Wm',
  STRANGER_TOKEN: 'Tk-stranger-27dkqp45Zx-h83',
}
const VERSIONED = { Accept: 'application/vnd.atlas.2023-01-01+json' }
const DATADOG = { type: 'DATADOG', apiKey: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', region: 'EU' }

/** Starts a mock, ended with the test. Returns its URL. */
async function served(cwd: string, flags: readonly string[]): Promise<string> {
  const child = started(['serve', ...flags], { cwd, env: SECRETS })
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  return line.toString().trim().replace('listening ', '')
}

function written(cwd: string, name: string, lines: readonly string[]): string {
  writeFileSync(join(cwd, name), lines.join('\n'))
  return name
}

const MOCK = [
  `groupId: [${GROUP}, ${OTHER}]`,
  'principals:',
  '  owner:',
  `    - { digest: { username: owner, password: '\${OWNER_PASSWORD}' } }`,
  `    - { bearer: '\${OWNER_TOKEN}' }`,
  `  reader: { oauth2: { clientId: mdb_sa_id_reader, clientSecret: '\${READER_SECRET}' } }`,
  `  stranger: { bearer: '\${STRANGER_TOKEN}' }`,
]

test('one run with an owner, a reader and a stranger verifies all cases of credentials and groups', async () => {
  const cwd = folder()
  const url = await served(cwd, ['--config', written(cwd, 'serve.yaml', MOCK)])
  written(cwd, 'conform.config.yaml', [
    `target: ${url}`,
    `groupId: ${GROUP}`,
    `otherGroupId: ${OTHER}`,
    'principals:',
    `  owner: { digest: { username: owner, password: '\${OWNER_PASSWORD}' } }`,
    `  reader: { oauth2: { clientId: mdb_sa_id_reader, clientSecret: '\${READER_SECRET}' } }`,
    `  stranger: { bearer: '\${STRANGER_TOKEN}' }`,
  ])
  const cases = ['credentials.**', 'isolation.**', 'create.full']
  const reports = ['--reporter', 'spec', '--reporter', 'json=report.json']
  const { status, stdout, stderr } = await conform(['run', ...cases, ...reports], { cwd, env: SECRETS })
  expect([status, stderr], stdout).toEqual([0, ''])
  const { totals } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report
  expect(totals).toMatchObject({ fail: 0, warn: 0, skip: 0, inconclusive: 0 })
})

test('members of the configuration exist from the start, in their groups', async () => {
  const cwd = folder()
  const members = ['members:', `  ${GROUP}: [${JSON.stringify(DATADOG)}]`, `  ${OTHER}: []`]
  const url = await served(cwd, ['--config', written(cwd, 'serve.yaml', members)])
  const read = (group: string): Promise<Response> =>
    fetch(`${url}/api/atlas/v2/groups/${group}/integrations/DATADOG`, { headers: VERSIONED })
  expect(await (await read(GROUP)).json()).toMatchObject({ type: 'DATADOG', region: 'EU' })
  expect((await read(OTHER)).status).toBe(404)
})

test('flags set groups, members, latency and limits, and replace keys of the file', async () => {
  const cwd = folder()
  const file = written(cwd, 'serve.yaml', [`groupId: ${OTHER}`, 'rateLimit: 1000/s', 'basePath: /base'])
  const members = written(cwd, 'members.yaml', [`- ${JSON.stringify(DATADOG)}`])
  const flags = [
    '--group-id',
    GROUP,
    '--members',
    members,
    '--rate-limit',
    '2/m',
    '--latency',
    '1ms',
    '--max-body',
    '10B',
  ]
  const url = await served(cwd, ['--config', file, ...flags])
  expect(url).toMatch(/\/base$/)
  const one = `${url}/api/atlas/v2/groups/${GROUP}/integrations/DATADOG`
  expect((await fetch(one, { headers: VERSIONED })).headers.get('ratelimit-limit')).toBe('2')
  const update = {
    method: 'PUT',
    headers: { ...VERSIONED, 'Content-Type': 'application/json' },
    body: '{"region":"US"}',
  }
  expect((await fetch(one, update)).status).toBe(413)
  const limited = await fetch(one, { headers: VERSIONED })
  expect(limited.status).toBe(429)
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
})

test.each([
  [
    ['--latency', 'soon'],
    '--latency takes a time such as 200ms, or a range such as 50ms-300ms, from 0ms to 34560m, not "soon"\n',
  ],
  [['--rate-limit', '5'], '--rate-limit takes a rate from 1/m to 999999999/s, such as 100/m, not "5"\n'],
  [
    ['--group-id', GROUP, 'prod'],
    'the group id "prod" breaks the pattern ^([a-f0-9]{24})$ of groupId; give the group an id of this form\n',
  ],
  [
    ['--config', 'named.yaml', '--variant', 'updates.replace', '--fault', 'masks.not-at-all'],
    'named.yaml:1:37  the group id "prod" breaks the pattern ^([a-f0-9]{24})$ of groupId; give the group an id of this form\n',
  ],
  [
    ['--config', 'named.yaml', '--group-id', GROUP, '--variant', 'updates.replace'],
    'named.yaml:4:5  there is no fault "masks.not-at-al"; did you mean "masks.not-at-all"?\n',
  ],
  [
    ['--config', 'named.yaml', '--group-id', GROUP, '--fault', 'masks.not-at-all'],
    'named.yaml:2:11  there is no variant "updates.replaces"; did you mean "updates.replace"?\n',
  ],
  [['--max-body', '0'], '--max-body takes a size from 1B to 1000MB, such as 10MB or 64KB, not "0"\n'],
  [['--port', '65536'], '--port takes a number from 0 to 65535, not "65536"\n'],
  [
    ['--host', '300.1.1.1'],
    'the server cannot listen on port 0 of 300.1.1.1: no address has this name; leave --host out, or give an address of this machine\n',
  ],
  [['--config', 'nowhere.yaml'], 'nowhere.yaml cannot be read: there is no such file\n'],
  [['--config', 'wrong.yaml'], 'wrong.yaml:1:1  unknown key "membrs"; did you mean "members"?\n'],
  [
    ['--config', 'refused.yaml'],
    'refused.yaml:2:5  the server refuses this member: Invalid attribute regio specified.\nrefused.yaml:3:5  the server refuses this member: The required attribute apiKey was not specified.\n',
  ],
  [
    ['--config', 'elsewhere.yaml'],
    'elsewhere.yaml:1:40  the server refuses this member: No group with ID 64b1f0c2a9d3e45f67890aff exists.\n',
  ],
  [
    ['--fault', 'auth.no-challenge'],
    'the fault "auth.no-challenge" shows only where credentials are asked for; give principals in the file of --config\n',
  ],
  [
    ['--config', 'bearer.yaml'],
    'bearer.yaml:2:9  the fault "digest.any-password" shows only where the owner logs in by digest; give principals.owner the credentials digest in the file of --config\n',
  ],
  [
    ['--config', 'bearer.yaml', '--fault', 'masks.not-at-all', '--variant', 'tokens.of-a-second'],
    'the variant "tokens.of-a-second" shows only where the owner has a service account; give principals.owner the credentials oauth2 in the file of --config\n',
  ],
])('serve %j is a usage error with its place', async (flags, message) => {
  const cwd = folder()
  written(cwd, 'wrong.yaml', ['membrs: []'])
  written(cwd, 'named.yaml', [
    `groupId: [${GROUP}, prod]`,
    'variants: updates.replaces',
    'faults:',
    '  - masks.not-at-al',
  ])
  written(cwd, 'refused.yaml', ['members:', '  - { type: DATADOG, apiKey: abc, regio: EU }', '  - { type: DATADOG }'])
  written(cwd, 'bearer.yaml', ['principals: { owner: { bearer: Tk-owner-83hdkw91 } }', 'faults: digest.any-password'])
  written(cwd, 'elsewhere.yaml', [`members: { 64b1f0c2a9d3e45f67890aff: [ ${JSON.stringify(DATADOG)} ] }`])
  expect(await conform(['serve', ...flags], { cwd })).toEqual({ status: 2, stdout: '', stderr: message })
})

test('a variant about credentials keeps the accounts of the mock', async () => {
  const cwd = folder()
  const url = await served(cwd, ['--config', written(cwd, 'serve.yaml', MOCK), '--variant', 'digest.sha-256'])
  const list = `${url}/api/atlas/v2/groups/${GROUP}/integrations`
  const refused = await fetch(list, { headers: VERSIONED })
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toContain('algorithm=SHA-256')
  const headers = { ...VERSIONED, Authorization: `Bearer ${SECRETS.OWNER_TOKEN}` }
  expect((await fetch(list, { headers })).status).toBe(200)
})

test('faults about credentials show with the tokens of the mock', async () => {
  const cwd = folder()
  const members = [...MOCK, `members: [${JSON.stringify(DATADOG)}]`]
  const faults = ['auth.bearer-but-for-the-last', 'roles.strangers-update-is-done']
  const url = await served(cwd, ['--config', written(cwd, 'serve.yaml', members), '--fault', ...faults])
  const send = async (token: string, body?: string): Promise<readonly [number, string]> => {
    const headers = { ...VERSIONED, 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
    const method = body === undefined ? 'GET' : 'PUT'
    const request = { method, headers, ...(body === undefined ? {} : { body }) }
    const answer = await fetch(`${url}/api/atlas/v2/groups/${GROUP}/integrations/DATADOG`, request)
    return [answer.status, await answer.text()]
  }
  expect((await send(`${SECRETS.OWNER_TOKEN}0`))[0]).toBe(401)
  expect((await send(`${SECRETS.OWNER_TOKEN.slice(0, -1)}1`))[0]).toBe(200)
  expect((await send(SECRETS.STRANGER_TOKEN, JSON.stringify({ ...DATADOG, region: 'US' })))[0]).toBe(401)
  expect((await send(SECRETS.OWNER_TOKEN))[1]).toContain('"region":"US"')
})

test('a port in use is a mistake that says how to mend it', async () => {
  const server = await createReference().listen()
  onTestFinished(() => server.close())
  const { port } = new URL(server.url)
  const { status, stderr } = await conform(['serve', '--port', port])
  expect([status, stderr]).toEqual([
    2,
    `the server cannot listen on port ${port} of 127.0.0.1: another program listens there; stop it, or take another port: --port 0 is a free one\n`,
  ])
})
