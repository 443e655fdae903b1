import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../fixtures/reference/reference.ts'
import { conform, folder } from './conform.test-support.ts'

const [GROUP, OTHER] = ['64b1f0c2a9d3e45f67890abc', '64b1f0c2a9d3e45f67890abd']
const SECRETS = [
  'Pk-owner-93jfkq02',
  'Pk-reader-83hdkw91',
  'Pk-none-27dkqp45',
  'mdb_sa_sk_Kq83hFt0Wm',
  'mdb_sa_sk_Rr27pLx9Yz',
]
const [OWNER = '', READER = '', NONE = '', ACCOUNT = '', READ_ACCOUNT = ''] = SECRETS

async function served(): Promise<string> {
  const server = await createReference({
    groups: [GROUP, OTHER],
    auth: {
      digestAlgorithms: ['SHA-256', 'MD5'],
      users: [
        { username: 'owner-key', password: OWNER, roles: 'owner' },
        { username: 'reader-key', password: READER, roles: 'reader' },
        { username: 'none-key', password: NONE, roles: 'none' },
      ],
      serviceAccounts: [
        { clientId: 'mdb_sa_id_1', clientSecret: ACCOUNT, roles: 'owner' },
        { clientId: 'mdb_sa_id_2', clientSecret: READ_ACCOUNT, roles: 'reader' },
      ],
    },
  }).listen()
  onTestFinished(() => server.close())
  return server.url
}

/** A folder with a configuration of three principals, of whom the stranger logs in by digest. */
function configured(url: string, { owner, reader }: { readonly owner: string; readonly reader: string }): string {
  const cwd = folder()
  const lines = [
    `target: ${url}`,
    `groupId: ${GROUP}`,
    `otherGroupId: ${OTHER}`,
    'principals:',
    `  owner: ${owner}`,
    `  reader: ${reader}`,
    `  stranger: { digest: { username: none-key, password: '\${NONE}' } }`,
  ]
  writeFileSync(join(cwd, 'conform.config.yaml'), lines.join('\n'))
  return cwd
}

const CASES = ['create.full', 'update.full', 'credentials.**', 'isolation.**']
/** One of each kind, and what each scheme has cases for. */
const FEW = [
  'create.full[SLACK]',
  'update.full[SLACK]',
  'credentials.none',
  'credentials.forged-nonce',
  'credentials.token-errors',
]
/** The cases that need a scheme, and some that any principal serves. */
const OF_SCHEMES = [
  'token-*',
  'forged-nonce',
  'other-uri',
  'digest-*',
  'unknown-user',
  'client-*',
  'reader-writes',
  'stranger',
].map((name) => `credentials.${name}`)
/** All outputs of a run with --verbose. */
const TALKATIVE = ['--verbose', '--reporter', 'spec', '--reporter', 'json=report.json', '--seed', '1']

test('three principals use HTTP digest, and all cases about credentials pass', async () => {
  const url = await served()
  const cwd = configured(url, {
    owner: `{ digest: { username: owner-key, password: '\${OWNER}' } }`,
    reader: `{ digest: { username: reader-key, password: '\${READER}' } }`,
  })
  const { status, stdout, stderr } = await conform(['run', ...CASES, ...TALKATIVE], {
    cwd,
    env: { OWNER, READER, NONE },
  })
  expect(stdout.split('\n').at(-2)).toMatch(/^✔ SELECTION CONFORMS/)
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/\n {2}18 × needs principals\.owner\.oauth2 or principals\.reader\.oauth2/)
  for (const secret of SECRETS) expect(stdout).not.toContain(secret)
})

test.each([
  [
    `{ digest: { username: owner-key, password: '\${OWNER}' } }`,
    `{ oauth2: { clientId: mdb_sa_id_2, clientSecret: '\${READ_ACCOUNT}' } }`,
  ],
  [
    `{ oauth2: { clientId: mdb_sa_id_1, clientSecret: '\${ACCOUNT}' } }`,
    `{ digest: { username: reader-key, password: '\${READER}' } }`,
  ],
])('an owner and a reader of two schemes serve the cases of both, owner %s', async (owner, reader) => {
  const url = await served()
  const cwd = configured(url, { owner, reader })
  const env = { OWNER, READER, NONE, ACCOUNT, READ_ACCOUNT }
  const { status, stdout, stderr } = await conform(['run', ...OF_SCHEMES, '--seed', '1'], { cwd, env })
  expect([status, stderr], stdout.slice(-2000)).toEqual([0, ''])
  expect(stdout).toMatch(/^(\d+) cases, \1 passed; /m)
})

test('the environment gives an API key or a service account', async () => {
  const MONGODB_ATLAS_BASE_URL = await served()
  const place = { MONGODB_ATLAS_BASE_URL, MONGODB_ATLAS_PROJECT_ID: GROUP }
  const key = { MONGODB_ATLAS_PUBLIC_API_KEY: 'owner-key', MONGODB_ATLAS_PRIVATE_API_KEY: OWNER }
  const account = { MONGODB_ATLAS_CLIENT_ID: 'mdb_sa_id_1', MONGODB_ATLAS_CLIENT_SECRET: ACCOUNT }
  for (const [credentials, skipped] of [
    [key, 'needs principals.owner.oauth2 or principals.reader.oauth2'],
    [account, 'needs principals.owner.digest or principals.reader.digest'],
  ] as const) {
    const run = await conform(['run', ...FEW, ...TALKATIVE], { cwd: folder(), env: { ...place, ...credentials } })
    expect([run.status, run.stderr], run.stdout.slice(-1000)).toEqual([0, ''])
    expect(run.stdout).toContain(skipped)
    for (const secret of SECRETS) expect(run.stdout).not.toContain(secret)
  }
})

test.each([
  [
    { MONGODB_ATLAS_PUBLIC_API_KEY: 'owner-key', MONGODB_ATLAS_PRIVATE_API_KEY: 'Pk-wrong-55' },
    'the target refuses the credentials of the owner (401)',
  ],
  [
    { MONGODB_ATLAS_CLIENT_ID: 'mdb_sa_id_1', MONGODB_ATLAS_CLIENT_SECRET: 'Sk-wrong-55' },
    '/api/oauth/token answered 401',
  ],
])(
  'with credentials that are wrong nothing can be told, in a sentence that holds none of them',
  async (credentials, sentence) => {
    const env = { MONGODB_ATLAS_BASE_URL: await served(), MONGODB_ATLAS_PROJECT_ID: GROUP, ...credentials }
    const { status, stdout } = await conform(['run', ...CASES], { cwd: folder(), env })
    expect(status).toBe(3)
    expect(stdout).toContain(sentence)
    expect(stdout).not.toContain('wrong-55')
  },
)

test('a hint says that the target asks for another scheme than HTTP digest', async () => {
  const server = await createReference({
    groups: [GROUP],
    auth: { users: [{ username: 'owner-key', password: OWNER, roles: 'owner' }] },
    overrides: { challenges: () => ['Basic realm="api"'] },
  }).listen()
  onTestFinished(() => server.close())
  const env = {
    MONGODB_ATLAS_BASE_URL: server.url,
    MONGODB_ATLAS_PROJECT_ID: GROUP,
    MONGODB_ATLAS_PUBLIC_API_KEY: 'owner-key',
    MONGODB_ATLAS_PRIVATE_API_KEY: OWNER,
  }
  const { status, stderr } = await conform(['run', ...CASES], { cwd: folder(), env })
  expect(status).toBe(3)
  expect(stderr).toBe('hint: principals.owner: the target answers 401 and asks for Basic, not for Digest\n')
})

test('the curl line of a digest request takes the credentials from a variable', async () => {
  const server = await createReference({
    groups: [GROUP],
    auth: { users: [{ username: 'owner-key', password: OWNER, roles: 'owner' }] },
    overrides: { checkEnum: () => {} },
  }).listen()
  onTestFinished(() => server.close())
  const env = {
    MONGODB_ATLAS_BASE_URL: server.url,
    MONGODB_ATLAS_PROJECT_ID: GROUP,
    MONGODB_ATLAS_PUBLIC_API_KEY: 'owner-key',
    MONGODB_ATLAS_PRIVATE_API_KEY: OWNER,
  }
  const { status, stdout } = await conform(['run', 'body.enum', '--seed', '1'], { cwd: folder(), env })
  expect(status).toBe(1)
  expect(stdout).toContain('curl --digest --user "$CONFORM_USER" -i -X POST')
  expect(stdout).not.toContain('Authorization')
  expect(stdout).not.toContain(OWNER)
})
