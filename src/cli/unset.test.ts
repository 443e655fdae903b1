import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closedPort } from '../http/served.test-support.ts'
import { conform, folder } from './conform.test-support.ts'

const CONFIG = `target: \${URL}
groupId: \${GROUP}
otherGroupId: \${OTHER_GROUP}
principals:
  owner: { bearer: "\${TOKEN}" }
  reader: { bearer: "\${READER_TOKEN}" }
`

function configured(): string {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), CONFIG)
  return cwd
}

const line = (at: string, name: string): string =>
  `conform.config.yaml:${at}  the environment variable ${name} is not set; set ${name}, or remove \${${name}} from the file\n`

test.each([
  [['list', 'create.twice'], 'a second create of a configured type'],
  [['explain', 'create.twice[SLACK]'], 'a second create of a configured type'],
  [['run', '--dry-run'], '\nnot set    URL, GROUP, OTHER_GROUP, TOKEN, READER_TOKEN: environment variables of the'],
])('%j works where the variables of the configuration are not set', async (parameters, text) => {
  const { status, stdout, stderr } = await conform(parameters, { cwd: configured() })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain(text)
})

test('--dry-run counts unset credentials as configured, each with its auth scheme', async () => {
  const cwd = folder()
  const owner = "oauth2: { clientId: '${ID}', clientSecret: '${SECRET}' }"
  const reader = "digest: { username: '${USER}', password: '${PASSWORD}' }"
  const config = `target: http://127.0.0.1:1\ngroupId: 64b1f0c2a9d3e45f67890abc\nprincipals:\n  owner: { ${owner} }\n  reader: { ${reader} }\n`
  writeFileSync(join(cwd, 'conform.config.yaml'), config)
  const { status, stdout } = await conform(['run', '--dry-run'], { cwd })
  expect([status, stdout.includes('principals owner (not set), reader (not set)')]).toEqual([0, true])
  expect(stdout).not.toMatch(/needs principals\.owner\./)
})

test('a run names the unset variables that its selection needs, and no other', async () => {
  const cwd = configured()
  const place = line('1:9', 'URL') + line('2:10', 'GROUP')
  expect(await conform(['run', 'create.twice'], { cwd })).toEqual({
    status: 2,
    stdout: '',
    stderr: place + line('5:20', 'TOKEN'),
  })
  const env = { TOKEN: 't', URL: await closedPort(), GROUP: '64b1f0c2a9d3e45f67890abc' }
  const reader = await conform(['run', 'credentials.reader-*'], { cwd, env })
  expect(reader).toMatchObject({ status: 2, stderr: line('6:21', 'READER_TOKEN') })
  const other = await conform(['run', 'isolation.*'], { cwd, env })
  expect(other).toMatchObject({ status: 2, stderr: line('3:15', 'OTHER_GROUP') })
  const enough = await conform(['run', 'create.twice'], { cwd, env })
  expect([enough.status, enough.stderr]).toEqual([3, ''])
  expect(enough.stdout).toContain('the connection was refused')
})

test('a contract that an unset variable names is needed by each command', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), 'contract: ${CONTRACT}\n')
  expect(await conform(['list', 'create.twice'], { cwd })).toMatchObject({
    status: 2,
    stderr: line('1:11', 'CONTRACT'),
  })
  expect(await conform(['list', 'create.twice', '--contract', 'integrations'], { cwd })).toMatchObject({ status: 0 })
})
