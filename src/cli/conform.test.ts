import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TOOL } from '../source/tool.ts'
import { conform, ended, started } from './conform.test-support.ts'

test('list --requirements lists the requirements of the contract, and those that patterns name', async () => {
  const { status, stdout } = await conform(['list', '--requirements'])
  expect(status).toBe(0)
  expect(stdout).toMatch(
    /^second-create-conflicts +must +\d+ cases +A create of a type that is already configured is answered 409\.$/m,
  )
  const one = await conform(['list', '--requirements', 'second-create-*', '--json'])
  expect(JSON.parse(one.stdout)).toMatchObject({ requirements: [{ id: 'second-create-conflicts', level: 'must' }] })
  const none = await conform(['list', '--requirements', 'second-create-conflict'])
  expect([none.status, none.stderr]).toEqual([
    2,
    '"second-create-conflict" matches no requirement; did you mean "second-create-conflicts"?\n',
  ])
  const unknown = await conform(['explain', 'key-is-maskd'])
  expect(unknown.stderr).toContain('did you mean "')
})

test('the built command is executable', () => {
  accessSync(join(TOOL.root, 'dist', 'src', 'cli', 'conform.js'), constants.X_OK)
})

test('--help and --version exit with 0', async () => {
  expect(await conform(['--version'])).toEqual({ status: 0, stdout: `${TOOL.version}\n`, stderr: '' })
  const help = await conform(['--help'])
  expect(help).toMatchObject({ status: 0, stderr: '' })
  for (const command of ['run', 'list', 'explain', 'serve']) expect(help.stdout).toContain(`\n  ${command} `)
  expect(await conform(['run', '--help'])).toMatchObject({ status: 0 })
})

test.each([
  [['rum'], "unknown command 'rum'"],
  [['run', '--tarjet', 'x'], "unknown option '--tarjet'"],
  [['run', '--bail', '0'], 'Expected a whole number from 1 to 999999999.'],
  [['run', '--runs', '1000000000'], 'Expected a whole number from 1 to 999999999.'],
  [['run', '--slowest', '1.5'], 'Expected a whole number from 1 to 999999999.'],
  [['run', '--in-flight', '101'], '--in-flight takes a whole number from 1 to 100, not "101"'],
  [['run', '--rate', '0.01/m'], '--rate takes a rate from 0.001/s to 1000000/s, such as 10/s, not "0.01/m"'],
  [['run', '--wait', '34561m'], '--wait takes a time with its unit, such as 30s, at most 34560m, not "34561m"'],
  [['run', '--seed', 'x'], '--seed takes a whole number from 0 to 9999999999, not "x"'],
  [['run', '--target', 'ftp://x', '--group-id', 'a'], '"ftp://x" is not a target'],
  [['run', '--target', 'http://127.0.0.1:1'], 'no group is given'],
  [['run', '--target', 'http://127.0.0.1:1', '--group-id', 'my-group'], 'the group id "my-group" breaks the pattern'],
  [['run', '--group-id', 'my-group', '--dry-run'], 'the group id "my-group" breaks the pattern'],
  [['run', 'create.twise'], '"create.twise" matches no case; did you mean "create.twice"?'],
  [['run', '--quiet', '--verbose'], "option '--quiet' cannot be used with option '--verbose'"],
  [
    ['list', '--requirements', 'zzzzzzzzz'],
    'matches no requirement; `list --requirements` without a pattern lists all',
  ],
  [['run', '--read-only', '--write', '*'], "option '--read-only' cannot be used with option '--write <resource>'"],
  [
    ['run', '--openapi', 'a', '--contract', 'b'],
    "'--openapi <document>' cannot be used with option '--contract <name>'",
  ],
  [['list', '--requirements', '--rows'], "option '--requirements' cannot be used with option '--rows'"],
  [['run', 'create.twice', '--exclude', 'create.*'], '--exclude leaves no case: every selected case is excluded'],
  [['list', '--exclude', '**'], '--exclude leaves no case: every selected case is excluded'],
  [['merge', 'a.json', '--quiet', '--verbose'], "option '--quiet' cannot be used with option '--verbose'"],
  [['audit', 'a.har', '--quiet', '--verbose'], "option '--quiet' cannot be used with option '--verbose'"],
  [['run', '--baseline', 'x', '--no-baseline'], "option '--baseline' cannot be used with option '--no-baseline'"],
  [['run', '--no-baseline', '--baseline=x'], "option '--baseline' cannot be used with option '--no-baseline'"],
  [['replay', 'create.twice', '--write', '*'], '--write names a resource of a document'],
  [['run', 'http://127.0.0.1:1/api'], '"http://127.0.0.1:1/api" is a URL, and no case; name the server with --target'],
  [
    ['run', '--write', '*', '--scope', 'a=1'],
    '--write names a resource of a document; a run of cases writes in its groups',
  ],
  [['list', 'create'], '"create" matches no case; did you mean "create.*"?'],
  [['run', 'url-is-masked'], 'because an invariant checks it on every answer; select the cases'],
  [['explain', 'second-create-conflict'], 'did you mean "second-create-conflicts"?'],
  [['run', '--reporter', 'junot'], 'there is no reporter "junot"; did you mean "junit"?; known are'],
  [['run', '--reporter', 'json', '--reporter', 'junit'], 'two reports cannot share standard output'],
  [['run', '--reporter', 'json=a.json', '--reporter', 'junit=./a.json'], 'a.json; give each a file of its own'],
  [['run', '--reporter', 'json='], '--reporter json= names no file; add one, or leave out the "="'],
  [['run', '--reporter', 'json=/nowhere/at/all.json'], 'the folder /nowhere/at does not exist'],
  [['run', '--config', 'nowhere.yaml'], 'nowhere.yaml cannot be read: there is no such file'],
  [
    ['list', '--contract', 'nothing'],
    'there is no contract "nothing": neither one of this package (database-users, integrations) nor a folder with',
  ],
  [['run', '--contract', './conformance', '--write', '*'], 'there is no contract "./conformance"'],
  [['list', '--contract', 'integration'], 'there is no contract "integration"; did you mean "integrations"?'],
  [['list', 'zz'], '"zz" matches no case; the command `list` lists the cases'],
  [['run', '--target', 'foo'], '"foo" is not a target; a target is an HTTP URL'],
  [
    ['run', '--openapi', 'https://a.example/x.yaml?key=s3cret'],
    'a document is a file, and no URL; save it first, for example with: curl -o openapi.yaml URL\n',
  ],
  [
    ['list', '--suites', 'fixtures/rejected/unknown-key.yaml'],
    'fixtures/rejected/unknown-key.yaml:7:5  unknown key "sned"; did you mean "send"?',
  ],
  [['serve', '--port', '70000'], '--port takes a number from 0 to 65535'],
  [
    ['serve', '--variant', 'updates.replaces'],
    'there is no variant "updates.replaces"; did you mean "updates.replace"?',
  ],
  [['serve', '--fault', 'masks.not-at-al'], 'there is no fault "masks.not-at-al"; did you mean "masks.not-at-all"?'],
])('%j is a usage error: exit status 2 and a message', async (parameters, message) => {
  const { status, stdout, stderr } = await conform(parameters)
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/\n\s+at |defect of the tool/)
  expect([status, stdout]).toEqual([2, ''])
})

test('serve accepts the former id of a fault, with a hint', async () => {
  const child = started(['serve', '--fault', 'corners.next-loses-pretty'])
  child.stdout?.once('data', () => child.kill('SIGTERM'))
  expect((await ended(child)).stderr.split('\n').slice(0, 2)).toEqual([
    'the fault "corners.next-loses-pretty" is now called "links.next-loses-pretty"',
    'links.next-loses-pretty: The link next lacks the parameter pretty.',
  ])
})

test('the list has a block a suite, operations first, and each case with level, number of cases and title', async () => {
  const { status, stdout, stderr } = await conform(['list', 'path.no-*', 'create.twice', 'list.empty'])
  expect([status, stderr]).toEqual([0, ''])
  const lines = stdout.split('\n')
  expect(lines.filter((line) => /^\w/.test(line)).map((line) => line.split(':')[0])).toEqual([
    'list',
    'create',
    'path',
    '16 cases',
  ])
  expect(stdout).toMatch(/^ {2}create\.twice +must +9 cases +a second create of a configured type is refused and/m)
  expect(stdout).not.toContain('create.twice[')
})

test('the list names rows for a pattern that names some, and where they are asked for', async () => {
  const { stdout } = await conform(['list', 'create.twice[D*'])
  expect(stdout).toContain('\n    create.twice[DATADOG]\n\n1 case\n')
  const all = await conform(['list', 'create.twice', '--rows'])
  expect(all.stdout.match(/^ {4}create\.twice\[/gm)).toHaveLength(9)
})

test('list --json has requirements and locations', async () => {
  const { status, stdout } = await conform(['list', 'create.twice[SLACK]', '--json'])
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    contract: { name: TOOL.contract, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string },
    cases: [
      {
        id: 'create.twice[SLACK]',
        title: 'a second create of a configured type is refused and changes nothing',
        level: 'must',
        requirements: ['second-create-conflicts', 'conflict-code', 'a-refusal-changes-nothing'],
        needs: [],
        location: {
          file: expect.stringContaining('suites/integrations/') as string,
          line: expect.any(Number) as number,
          column: 9,
        },
      },
    ],
  })
})

test('explain describes a case; --invariants lists the invariants', async () => {
  const { status, stdout } = await conform(['explain', 'create.twice[SLACK]'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/^create\.twice\[SLACK\]\n {2}a second create/)
  expect(stdout).toMatch(/\n *\d+ invariants hold for each exchange too; --invariants lists them\.\n$/)
  const all = await conform(['explain', 'create.twice[SLACK]', '--invariants'])
  expect(all.stdout).toContain('\n  nothing the suite sends is answered with a 5xx')
})

test('explain of a requirement shows its sentence, level and source, and the cases and invariants that check it', async () => {
  const { status, stdout, stderr } = await conform(['explain', 'second-create-conflicts'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(
    /^second-create-conflicts\n {2}A create of a type .*\n {2}specs\/integrations\/requirements.yaml:\d+:\d+; level must\n {2}Source: \S.*\n\nCases that check it\n/,
  )
  expect(stdout).toContain('\n  create.twice  a second create of a configured type is refused and changes nothing\n')
  expect(stdout).not.toContain('send POST')
  const invariant = await conform(['explain', 'url-is-masked', 'create.twice[SLACK]'])
  expect(invariant.stdout).toMatch(
    /^url-is-masked\n(.*\n)*\nThe contract\n {2}WEBHOOK: \/url\n(.*\n)*\nInvariants that check it on every answer\n {2}\S/,
  )
  const details = await conform(['explain', 'unauthorized-body', 'links-are-there', 'default-comes-back'])
  expect(details.stdout).toContain('\n      "error": {\n        "type": "integer",\n')
  expect(details.stdout).toContain(
    '\n  /links of the page: an array of objects with /rel, such as "self", and /href, a URL\n',
  )
  expect(details.stdout).toContain('\n  OPS_GENIE: /region "US"\n')
  expect(invariant.stdout).toContain('\ncreate.twice[SLACK]\n  a second create')
})

test('run and list take a requirement id for the cases that check it', async () => {
  const { stdout } = await conform(['list', 'second-create-conflicts'])
  expect(stdout).toMatch(/^ {2}create\.twice /m)
  const run = await conform(['run', 'list-in-other-order', 'second-create-conflicts', '--exclude', 'create.twice'])
  expect(run.stderr).toContain('"list-in-other-order" matches no case')
  const fired = await conform(['run', 'absent-is-not-found', '--exclude', 'history.**', '--runs', '1'])
  expect(fired.stdout).toMatch(
    /✔ SELECTION CONFORMS .*: (\d+) of \1 requirements verified, no gating requirement violated; \d+ not selected\n/,
  )
  expect(fired.stdout).not.toContain('Requirements not verified')
})

test('explain names the rules that a property breaks, with the limits of the schema', async () => {
  const body = await conform(['explain', 'property.create-refuses[SLACK]'])
  expect(body.stdout).toMatch(/\nThe rules\n[^]*\n {2}maxLength 80 at \/channelName\n/)
  const query = await conform(['explain', 'property.page-size'])
  expect(query.stdout).toMatch(/\nThe rules\n[^]*\n {2}maximum 500 of the query parameter itemsPerPage\n/)
  const requirement = await conform(['explain', 'length-is-enforced', 'page-size-is-checked'])
  const [lengths = '', sizes = ''] = requirement.stdout.split('page-size-is-checked\n')
  expect(lengths).toContain(
    '\nThe rules\n  minLength 1 at /channelName, in SLACK\n  maxLength 80 at /channelName, in SLACK\n\nCases',
  )
  expect(sizes).toContain('\n  maximum 500 of the query parameter itemsPerPage\n')
})

test('several rows of a case are explained once', async () => {
  const { stdout } = await conform(['explain', 'create.twice'])
  expect(stdout.match(/a second create of a configured type is refused/g)).toHaveLength(1)
  expect(stdout).toContain('\nThe same, in the rows\n  create.twice[SLACK]\n')
})

test('suites of a user’s own are read from source, with a hint at each word that has another name today', async () => {
  const { status, stdout, stderr } = await conform(['list', '--rows', '--suites', 'fixtures/accepted'])
  expect(status).toBe(0)
  expect(stdout).toContain('language.product[DATADOG,1,first]')
  expect(stderr).toContain('fixtures/accepted/former-words.yaml:9:23  "mangled" is now "tricky"\n')
})

test('the command file starts with a shebang line', () => {
  expect(readFileSync(`${TOOL.root}/dist/src/cli/conform.js`, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})
