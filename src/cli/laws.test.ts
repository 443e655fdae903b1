import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { APIS } from '../../fixtures/apis/apis.ts'
import { listenApi } from '../../fixtures/apis/kit/listen-api.ts'
import { conform, ended, folder, ledgerIn, namesIn, started } from './conform.test-support.ts'

// Each run starts the built command, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

interface Served {
  readonly url: string
  readonly cwd: string
  readonly document: string
  readonly held: () => unknown
}

/** A server of an API, and a folder with a configuration for it. */
async function served(name: string, as?: string): Promise<Served> {
  const api = APIS.find((one) => one.name === name)
  if (api === undefined) throw new Error(`there is no API ${name}`)
  const answers = (api.faults.find(({ id }) => id === as) ?? api).serve()
  const { url, close } = await listenApi(answers)
  onTestFinished(close)
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), JSON.stringify({ principals: api.principals }))
  return { url, cwd, document: api.document, held: answers.held }
}

const run = ({ document, url, cwd }: Served, ...more: readonly string[]) =>
  conform(['run', '--openapi', document, '--target', url, ...more], { cwd })

test('a server that conforms exits with 0, and leaves neither a member nor a file', async () => {
  const notes = await served('notes')
  const before = notes.held()
  const { status, stdout, stderr } = await run(notes, '--write', '*', '--quiet')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^✔ CONFORMS {2}notes 1\.4\.0 at http:\/\/127\.0\.0\.1:\d+: 82 of 122 requirements verified/m)
  expect(notes.held()).toEqual(before)
  expect(namesIn(notes.cwd)).toEqual(['conform.config.yaml'])
})

test('a server with a fault exits with 1, and the report names the law, the values and a curl', async () => {
  const shop = await served('shop', 'shop.put-adds-up')
  const { status, stdout } = await run(shop, 'law.put-twice-is-once', '--write', 'product', '--seed', '1')
  expect(status).toBe(1)
  expect(stdout).toMatch(
    /✖ FAIL law\.put-twice-is-once\[product\] {2}The same PUT sent twice leaves the member as it is/,
  )
  expect(stdout).toMatch(/must put-twice-is-once: expected \d+ at \/stock, got \d+/)
  expect(stdout).toContain('curl -i -X GET')
  expect(stdout).toMatch(/replay .* run 'law\.put-twice-is-once\[product\]' --seed 1 .*--openapi .* --write product/)
})

test('a law of answers that is selected alone is held to the answers of the other laws', async () => {
  const shop = await served('shop', 'shop.deleting-again-crashes')
  const { status, stdout } = await run(shop, 'law.no-server-error[product]', '--write', 'product', '--seed', '1')
  expect(status).toBe(1)
  expect(stdout).toContain('✖ FAIL law.no-server-error[product]')
})

test('without --write and without a terminal the run only reads, and says how to allow writes', async () => {
  const notes = await served('notes')
  const { status, stderr, stdout } = await run(notes, '--reporter', 'json')
  expect([status, stderr]).toEqual([
    0,
    "the run only reads; --write RESOURCE allows writes, --write '*' to all of: note, comment\n",
  ])
  const { results, onlyRead } = JSON.parse(stdout) as {
    results: { status: string; reason?: string }[]
    onlyRead: { resources: string[] }
  }
  expect(onlyRead.resources).toEqual(['note', 'comment'])
  expect(results.some(({ reason }) => reason === 'the run may not write note; --write note allows it')).toBe(true)
})

test('the configuration says what may be written, and a flag overrides it', async () => {
  const notes = await served('notes')
  const file = join(notes.cwd, 'conform.config.yaml')
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), write: '*', leave: 'note' }))
  const of = async (...flags: readonly string[]): Promise<unknown> => {
    const { stdout } = await run(notes, 'read-equals-write', '--reporter', 'json', ...flags)
    return (JSON.parse(stdout) as { onlyRead?: unknown }).onlyRead
  }
  expect(await of()).toBeUndefined()
  expect(await of('--write', 'note')).toMatchObject({ resources: ['comment'] })
})

test.each([
  [['--write', 'nota'], 'there is no resource "nota"; did you mean "note"?; known are note, comment'],
  [['--suites', 'x'], 'the suites in x cannot be read: there is no such file or folder'],
  [['--scope', 'x'], '--scope takes NAME=VALUE, not "x"'],
  [['--other-scope', 'x=1'], 'there is no scope "x"; this API has no scopes'],
  [['--shard', '1/2', '--seed', '1'], '--shard is for runs of cases: laws share their members, and have one scope'],
  [['law.nothing'], '"law.nothing" matches no case'],
])('%j is a mistake', async (flags, message) => {
  const notes = await served('notes')
  const { status, stderr } = await run(notes, ...flags)
  expect(status).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('the run only reads')
})

test('--dry-run tells whose members would stay, and --leave names resources', async () => {
  const cwd = folder()
  const answers = {
    200: { description: 'one', content: { 'application/json': { schema: { $ref: '#/components/schemas/Payment' } } } },
  }
  const body = { required: true, content: answers[200].content }
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }]
  const paths = {
    '/payments': { post: { requestBody: body, responses: { 201: answers[200] } } },
    '/payments/{id}': { parameters, get: { responses: answers } },
  }
  const schemas = { Payment: { type: 'object', properties: { id: { type: 'integer' }, purpose: { type: 'string' } } } }
  const document = { openapi: '3.1.0', info: { title: 'payments', version: '1' }, paths, components: { schemas } }
  writeFileSync(join(cwd, 'payments.json'), JSON.stringify(document))
  const plan = (...more: readonly string[]) =>
    conform(['run', '--openapi', 'payments.json', '--dry-run', '--write', '*', ...more], { cwd })
  expect((await plan()).stdout).toContain('writes     nothing;')
  const { stdout } = await plan('--leave', 'payment')
  expect(stdout).toContain('writes     payment;')
  expect(stdout).toContain('leaves     members of payment, which nothing deletes')
  const { status, stderr } = await plan('--leave', 'paymen')
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('there is no resource "paymen"; did you mean "payment"?'),
  ])
})

test('a run without a target is a mistake, and --dry-run lists each law with its level or its reason', async () => {
  const { document, cwd } = await served('notes')
  const nowhere = await conform(['run', '--openapi', document], { cwd })
  expect([nowhere.status, nowhere.stderr]).toEqual([
    2,
    "the run only reads; --write RESOURCE allows writes, --write '*' to all of: note, comment\na run of laws needs a target; name the server with --target URL\n",
  ])
  const { status, stdout } = await conform(['run', '--openapi', document, '--dry-run', '--write', 'note'], { cwd })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^law\.read-equals-write\[note\] +must$/m)
  expect(stdout).toMatch(
    /^law\.read-equals-write\[comment\] +not verified: the run may not write comment; --write comment allows it$/m,
  )
  expect(stdout).toMatch(
    /^law\.total-counts-members\[note\] +not verified: the contract does not say where a list states its total$/m,
  )
})

test('requests at the same moment go to a target on another machine with consent alone', async () => {
  const { document, cwd } = await served('shop')
  const plan = ['run', 'law.concurrent-updates[product]', '--openapi', document, '--dry-run', '--write', '*']
  const elsewhere = [...plan, '--target', 'http://shop.example.com']
  const level = async (args: readonly string[]): Promise<string | undefined> =>
    (await conform(args, { cwd })).stdout.trimEnd().split('\n').at(-1)
  expect(await level(plan)).toMatch(/^law.concurrent-updates\[product\] +must$/)
  expect(await level(elsewhere)).toContain('not verified: needs --concurrency')
  expect(await level([...elsewhere, '--concurrency'])).toMatch(/^law.concurrent-updates\[product\] +must$/)
})

const CASES = `
suite: own
about: what the team says of notes
requirements:
  - { id: titles-are-kept, level: must, text: A note has the title that was sent., source: the team }
cases:
  - id: notes.title
    title: a created note has its title
    resource: note
    send: { operation: $resource.create, body: { whole: valid, set: { at: /title, to: a title } } }
    expect: { titles-are-kept: { status: 201, body: { /title: { equals: a title } } } }
`

test('cases of --suites run beside the laws, and leave no member', async () => {
  const notes = await served('notes')
  writeFileSync(join(notes.cwd, 'cases.yaml'), CASES)
  const own = ['notes.title', '--write', 'note', '--suites', 'cases.yaml']
  const right = await run(notes, ...own)
  expect([right.status, right.stderr]).toEqual([0, ''])
  expect(right.stdout).toContain('1 case, 1 passed')
  writeFileSync(join(notes.cwd, 'cases.yaml'), CASES.replace('equals: a title', 'equals: another'))
  const wrong = await run(notes, ...own)
  expect(wrong.status).toBe(1)
  expect(wrong.stdout).toMatch(
    /✖ FAIL notes\.title {2}a created note has its title\n +must titles-are-kept: expected "another" at \/title/,
  )
  expect(wrong.stdout).toMatch(/case +cases\.yaml:7:9\n +replay .* run 'notes\.title' .*--suites cases\.yaml/)
  const before = notes.held()
  const listed = await run(notes, '--dry-run', '--write', 'note', '--suites', 'cases.yaml')
  expect(listed.stdout).toMatch(/^notes\.title +must$/m)
  expect(notes.held()).toEqual(before)
})

test('a mistake in a case is a sentence with its place, and nothing is sent', async () => {
  const notes = await served('notes')
  writeFileSync(join(notes.cwd, 'cases.yaml'), CASES.replace('resource: note', 'resource: nota'))
  const { status, stderr } = await run(notes, '--write', 'note', '--suites', 'cases.yaml')
  expect([status, stderr]).toEqual([
    2,
    'cases.yaml:9:15  there is no resource "nota"; did you mean "note"?; known are note, comment\n',
  ])
})

test('a contract names its cases', async () => {
  const { cwd, url, document } = await served('notes')
  mkdirSync(join(cwd, 'own'))
  writeFileSync(join(cwd, 'own', 'cases.yaml'), CASES)
  const note =
    '{ key: { parameters: [noteId], address: { noteId: /id } }, create: { operation: createNote, answers: member }, read: getNote, updates: [], delete: { operation: deleteNote } }'
  const contract = `model: 2\nname: notes\nversion: 1.0.0\ndocument: ${relative(join(cwd, 'own'), document)}\nsuites: cases.yaml\nresources: { note: ${note} }\n`
  writeFileSync(join(cwd, 'own', 'contract.yaml'), contract)
  const { status, stdout, stderr } = await conform(
    ['run', 'notes.title', '--contract', 'own', '--target', url, '--write', 'note'],
    { cwd },
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('1 case, 1 passed')
})

test('a contract of resources of the package is named', async () => {
  const { cwd, url } = await served('users')
  const scope = ['--scope', 'groupId=5f1a2b3c4d5e6f7a8b9c0d1e']
  const more = ['--contract', 'database-users', '--target', url, '--write', '*', ...scope]
  const { status, stdout, stderr } = await conform(['run', 'users.*', ...more], { cwd })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('14 cases, 14 passed')
  const audited = await conform(['audit', 'none.har', '--contract', 'database-users'])
  expect([audited.status, audited.stderr]).toEqual([
    2,
    'specs/database-users/contract.yaml:5:1  this is a contract of resources; this command takes a contract with cases\n',
  ])
})

/** The kills of each API: a few by default, fifty with HOSTILE=all. */
const KILLS = process.env['HOSTILE'] === 'all' ? 50 : 2

test.each(['notes', 'shop'])('a run at %s that is killed leaves nothing after a clean-up', async (name) => {
  const api = await served(name)
  let before = Number(api.held())
  let judged = 0
  // A kill before the ledger is written leaves nothing to judge, and is tried again.
  for (let kill = 0; judged < KILLS && kill < 5 * KILLS; kill += 1) {
    const child = started(['run', '--openapi', api.document, '--target', api.url, '--write', '*'], { cwd: api.cwd })
    const over = ended(child)
    // The ledger appears with the first request; the moment after it is random.
    while (child.exitCode === null && ledgerIn(api.cwd) === undefined) await pause(20)
    await pause(Math.random() * 1_500)
    child.kill('SIGKILL')
    await over
    if (ledgerIn(api.cwd) === undefined) continue
    judged += 1
    const { status, stdout } = await conform(['cleanup', '--target', api.url], { cwd: api.cwd })
    // A member whose shortest texts are sent holds nothing of the run: where its create was not answered, it is named and stays.
    const named = [...stdout.matchAll(/^unclear .*perhaps of another client: (\S+)$/gm)]
    expect({ status, held: api.held() }, stdout).toEqual({
      status: named.length === 0 ? 0 : 3,
      held: before + named.length,
    })
    before = Number(api.held())
    for (const file of namesIn(api.cwd)) if (file.includes('ledger') && named.length > 0) rmSync(join(api.cwd, file))
    expect(namesIn(api.cwd)).toEqual(['conform.config.yaml'])
  }
  expect(judged).toBeGreaterThan(0)
})

test('a clean-up says what it does, and needs the target of the ledger', async () => {
  const notes = await served('notes')
  const child = started(['run', '--openapi', notes.document, '--target', notes.url, '--write', '*'], { cwd: notes.cwd })
  const over = ended(child)
  while (child.exitCode === null && ledgerIn(notes.cwd) === undefined) await pause(20)
  child.kill('SIGKILL')
  await over
  const ledger = ledgerIn(notes.cwd) ?? ''
  const elsewhere = await conform(['cleanup', '--target', 'http://127.0.0.1:9', '--ledger', ledger], { cwd: notes.cwd })
  expect(elsewhere.status).toBe(2)
  expect(elsewhere.stderr).toContain(`the ledger is for ${notes.url}, not for http://127.0.0.1:9`)
  const again = await run(notes, '--write', '*')
  expect(again.status).toBe(2)
  expect(again.stderr).toContain(`an earlier run left the ledger ${ledger}`)
  // The configuration that init writes names a contract of resources.
  mkdirSync(join(notes.cwd, 'conformance'))
  writeFileSync(join(notes.cwd, 'conformance', 'contract.yaml'), 'model: 2\n')
  const config = JSON.parse(readFileSync(join(notes.cwd, 'conform.config.yaml'), 'utf8')) as object
  writeFileSync(join(notes.cwd, 'conform.config.yaml'), JSON.stringify({ ...config, contract: './conformance' }))
  const done = await conform(['cleanup', '--target', notes.url], { cwd: notes.cwd })
  expect(done.stdout).toContain(`nothing of the run is left on the target; the ledger ${ledger} is deleted`)
  expect(existsSync(join(notes.cwd, ledger))).toBe(false)
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
