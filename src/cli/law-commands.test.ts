import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { APIS } from '../../fixtures/apis/apis.ts'
import type { Answers } from '../../fixtures/apis/kit/call.ts'
import { listenApi } from '../../fixtures/apis/kit/listen-api.ts'
import type { Report } from '../report/report.ts'
import { TOOL } from '../source/tool.ts'
import { conform, type Ended, ended, folder, started } from './conform.test-support.ts'

// Each call starts the built command, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const FAULT = 'users.patch-adds-to-lists'
const LAW = 'law.update-shows[databaseUser]'

/** A server of database users that has a fault until it is mended, and calls of the command in a folder with its configuration. */
async function place(fault = FAULT) {
  const [users] = APIS
  if (users === undefined) throw new Error('there is no API')
  const broken = users.faults.find(({ id }) => id === fault)?.serve()
  const state: { answers: Answers } = { answers: broken ?? users.serve() }
  const { url, close } = await listenApi({
    answer: (call) => state.answers.answer(call),
    held: () => state.answers.held(),
  })
  onTestFinished(close)
  const cwd = folder()
  const config = { contract: 'database-users', target: url, principals: users.principals }
  writeFileSync(join(cwd, 'conform.config.yaml'), JSON.stringify(config))
  const call = (...args: readonly string[]): Promise<Ended> => conform(args, { cwd })
  const writes = ['--write', '*', '--scope', `groupId=${users.scopes['groupId'] ?? ''}`]
  const fire = (...more: readonly string[]): Promise<Ended> =>
    call('run', ...more, ...writes, '--reporter', 'json=report.json', '--reporter', 'spec')
  const report = (): Report => JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as Report
  const mend = (): void => void (state.answers = users.serve())
  return { url, cwd, call, fire, report, mend, writes }
}

test('list has the laws that apply, the cases of files, and last the laws that lack a fact', async () => {
  const { status, stdout, stderr } = await conform(['list', '--contract', 'database-users'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^ {2}law\.read-equals-write +must +1 case +A created member is read/m)
  expect(stdout).toMatch(/^users: what no law says of the database users of a project\n\n {2}users\.same-name/m)
  expect(stdout).toMatch(/^ {2}law\.replace-drops-the-rest\[databaseUser\] +the contract has no update that/m)
  expect(stdout).toMatch(/\n\d\d\d cases, 27 not verified\n$/)
})

test('list takes a document, patterns, ids of requirements and --json', async () => {
  const document = APIS.find(({ name }) => name === 'notes')?.document ?? ''
  const rows = await conform(['list', 'law.null-removes', '--rows', '--openapi', document])
  expect(rows.stdout).toContain('    law.null-removes[note]\n')
  const { stdout } = await conform(['list', 'lists-are-replaced', '--json', '--contract', 'database-users'])
  const { contract, cases } = JSON.parse(stdout) as {
    contract: object
    cases: { id: string; requirements: string[] }[]
  }
  expect(contract).toEqual({ name: 'database-users', version: '1.0.0' })
  expect(cases.map(({ id }) => id)).toEqual(['users.roles-are-replaced', 'users.labels-are-replaced'])
  const open = await conform(['list', 'law.stale-write-is-refused[comment]', '--json', '--openapi', document])
  expect(JSON.parse(open.stdout)).toMatchObject({
    cases: [{ reason: 'the contract does not say how a member states its version' }],
  })
  const sentences = await conform(['list', '--requirements', 'a-role-*', '--contract', 'database-users'])
  expect(sentences.stdout).toMatch(/^a-role-names-its-database +must +2 cases +A role without a database/)
})

test('explain has the requests of a case, the source of a law, and the cases of a requirement', async () => {
  const named = ['users.unknown-role', 'law.delete-again', 'lists-are-replaced']
  const { status, stdout, stderr } = await conform(['explain', ...named, '--contract', 'database-users'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatchInlineSnapshot(`
    "lists-are-replaced
      A list that an update names replaces the list of the user.
      suites/database-users/users.yaml:78:9; level must
      Source: openapi.yaml: description of updateDatabaseUser

    Cases that check it
      users.roles-are-replaced  an update that names roles leaves none of the roles before
      users.labels-are-replaced  an update that names labels leaves none of the labels before, and the roles

    law.delete-again[databaseUser]
      A delete of a member that is gone answers as documented: 404 or 410, or a success again.
      specs/database-users/openapi.yaml:49:7; level should

    It writes members of databaseUser that the run creates, and removes them.

    Because
      delete-again (should): A delete of a member that is gone answers as documented: 404 or 410, or a success again. Source: RFC 9110, section 9.2.2; specs/database-users/openapi.yaml:49

    users.unknown-role
      a role whose name is not listed is refused
      suites/database-users/users.yaml:150:9; level must

    Before
      no preconditions

    Then
      1. send POST /api/atlas/v2/groups/{groupId}/databaseUsers, with a generated body, /roles set to [{"roleName":"owner","databaseName":"sales"}]
         expect status 400  [a-role-names-its-database, must]

    Because
      a-role-names-its-database (must): A role without a database, or with a name that is not listed, is refused with 400. Source: openapi.yaml: DatabaseUserRole, required and enum; suites/database-users/users.yaml:138

    14 invariants hold for each exchange too; --invariants lists them.
    "
  `)
})

test.each([
  [['list', 'law.read-equal-write'], '"law.read-equal-write" matches no case; did you mean "law.read-equals-write"?\n'],
  [['explain', 'lists-are-replacd'], '"lists-are-replacd" matches no case; did you mean "lists-are-replaced"?\n'],
])('%j is a mistake', async (args, message) => {
  const { status, stderr } = await conform([...args, '--contract', 'database-users'])
  expect([status, stderr]).toEqual([2, message])
})

test('--failed fires what failed in the last run, until it passes', async () => {
  const at = await place()
  expect((await at.fire(LAW, 'users.roles-are-replaced', 'users.deleted-name', '--seed', '7')).status).toBe(1)
  expect((await at.fire('--failed')).status).toBe(1)
  expect(at.report().results.map(({ id }) => id)).toEqual([LAW, 'users.roles-are-replaced'])
  expect(at.report().seed).toBe(7)
  at.mend()
  const mended = await at.fire('--failed')
  const gone = '2 causes (update-shows/value-differs[databaseUser], lists-are-replaced/fails-length), 2 cases'
  expect(mended.status).toBe(0)
  expect(mended.stderr).toBe(`Gone since the last run at ${at.url}: ${gone}. Left: 0 causes. New: 0.\n`)
  expect(await at.fire('--failed')).toEqual({
    status: 0,
    stdout: '',
    stderr: `no case failed in the last run at ${at.url}; no request was sent\n`,
  })
})

test('--failed leaves known failures out, and takes the failures of a report', async () => {
  const at = await place()
  await at.fire(LAW, 'users.roles-are-replaced', '--seed', '7')
  writeFileSync(join(at.cwd, 'whole.json'), readFileSync(join(at.cwd, 'report.json')))
  expect((await at.call('baseline', 'whole.json')).status).toBe(0)
  const baseline = ['--baseline', 'conform.baseline.yaml']
  expect((await at.fire(LAW, 'users.roles-are-replaced', ...baseline)).status).toBe(0)
  expect((await at.fire('--failed', ...baseline)).stderr).toMatch(/^no case failed in the last run at /)
  expect((await at.fire('--failed', '--report', 'whole.json')).status).toBe(1)
  expect(at.report().results.map(({ id }) => id)).toEqual([LAW, 'users.roles-are-replaced'])
  const elsewhere = await conform(['baseline', join(at.cwd, 'report.json')], { cwd: folder() })
  expect([elsewhere.status, elsewhere.stderr]).toEqual([
    2,
    `${join(at.cwd, 'report.json')} is of the contract "database-users", not of "integrations"; name that contract with --contract, or its document with --openapi\n`,
  ])
})

test('a budget leaves laws out, and --slowest ends the report with times', async () => {
  const at = await place()
  at.mend()
  const { status, stdout } = await at.fire('law.*', '--budget', '60r', '--slowest', '2')
  expect(status).toBe(0)
  expect(stdout).toMatch(/not reached within the budget of 60 requests: /)
  expect(stdout).toMatch(/^Slowest cases \(2 of \d+\)$/m)
  expect(stdout).toMatch(/^ {2}createDatabaseUser +\d+ answers: median/m)
  expect(at.report().budget?.leftOut.length).toBeGreaterThan(10)
})

test('a report is replayed, and its failures become known failures', async () => {
  const at = await place()
  expect((await at.fire(LAW, '--seed', '7')).status).toBe(1)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const schema = JSON.parse(readFileSync(join(TOOL.root, 'specs', 'report.schema.json'), 'utf8')) as object
  ajv.validate(schema, at.report())
  expect(ajv.errors).toBe(null)
  const replayed = await at.call('replay', LAW, '--report', 'report.json', ...at.writes)
  expect(replayed.status).toBe(1)
  expect(replayed.stdout).toContain('1 case at')
  expect(replayed.stdout).toContain('seed 7')
  const written = await at.call('baseline', 'report.json')
  expect([written.stderr, written.status]).toEqual(['', 0])
  const baseline = ['--baseline', 'conform.baseline.yaml']
  const known = await at.fire(LAW, ...baseline)
  expect(known.status).toBe(0)
  expect(known.stdout).toMatch(/no new finding; 1 case fails as known, by 1 entry of conform\.baseline\.yaml/)
  expect(at.report().results[0]?.known).toBe('update-shows/value-differs[databaseUser]')
  at.mend()
  const mended = await at.fire(LAW, ...baseline)
  expect(mended.status).toBe(1)
  expect(mended.stdout).toContain('"update-shows/value-differs[databaseUser]" is mended')
})

test('--watch fires again after a change, failed cases first', async () => {
  const at = await place()
  writeFileSync(join(at.cwd, 'server.js'), '1')
  const child = started(
    ['run', 'law.read-equals-write', LAW, '--watch', '.', '--verbose', ...at.writes, '--reporter', 'json=report.json'],
    { cwd: at.cwd },
  )
  const over = ended(child)
  const file = join(at.cwd, 'report.json')
  while (!existsSync(file)) await sleep(50)
  expect(at.report().verdict).toBe('violates')
  at.mend()
  await sleep(300)
  writeFileSync(join(at.cwd, 'server.js'), '2')
  while (at.report().verdict !== 'conforms') await sleep(50)
  const { results, seed } = at.report()
  expect(results.map(({ id }) => id)).toEqual(['law.read-equals-write[databaseUser]', LAW])
  const [first, second] = results.map(({ startMs }) => startMs)
  expect(second).toBeLessThan(first ?? 0)
  expect(seed).toBeGreaterThan(0)
  child.kill('SIGINT')
  expect((await over).status).toBe(0)
})
