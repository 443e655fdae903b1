import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { closedPort } from '../http/served.test-support.ts'
import { TOOL } from '../source/tool.ts'
import { COMMAND, conform, folder } from './conform.test-support.ts'
import { collectAnswers, type InitFlags } from './init/init-answers.ts'

const GITHUB = '.github/workflows/conformance.yml'
const ALL = ['conform.config.yaml', 'conformance/own.yaml', GITHUB]
const CONFORM = `exec '${process.execPath}' '${join(TOOL.root, 'dist', 'src', 'cli', 'conform.js')}'`

const textOf = (cwd: string, path: string): string => readFileSync(join(cwd, path), 'utf8')

interface Job {
  readonly steps?: readonly { readonly run?: string; readonly env?: object }[]
  readonly script?: readonly string[]
}

/** The command of the written CI file that starts a run. */
function runIn(text: string): string | undefined {
  const file = parse(text) as { readonly jobs?: { readonly conformance: Job }; readonly conformance?: Job }
  const { steps = [], script = [] } = file.jobs?.conformance ?? file.conformance ?? {}
  return [...steps.map(({ run = '' }) => run), ...script].find((command) => command.includes('conform run'))?.trim()
}

test('the written files load, the CI file starts the server, and the first suite passes at a mock', async () => {
  const cwd = folder()
  const url = await closedPort()
  const start = `${CONFORM} serve --port ${new URL(url).port}`
  const { status, stdout, stderr } = await conform(['init', '--target', url, '--start', start], { cwd })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout.split('\n').slice(0, 3)).toEqual(ALL.map((path) => `wrote  ${path}`))
  const plan = await conform(['run', '--dry-run'], { cwd })
  expect(plan).toMatchObject({ status: 0, stderr: '' })
  expect(plan.stdout).toContain(`target     ${url}/`)
  const listed = await conform(['list', 'own.*', 'create.twice'], { cwd })
  expect(listed.stdout).toMatch(/own\.webhook-from-create-to-delete +must/)
  expect(listed.stdout).toContain('\n10 cases\n')
  expect(runIn(textOf(cwd, GITHUB))).toMatch(/^npx --no -- conform run --start 'exec .*' --wait 60s --reporter spec /)
  const run = await conform(['run', 'own.*', '--start', start], { cwd })
  expect(run, run.stdout).toMatchObject({ status: 0, stderr: '' })
})

test('each written file of YAML names a schema that is there', async () => {
  const cwd = folder()
  await conform(['init'], { cwd })
  for (const path of ['conform.config.yaml', 'conformance/own.yaml']) {
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(textOf(cwd, path)) ?? []
    expect(JSON.parse(textOf(join(cwd, path, '..'), schema))).toHaveProperty('$schema')
  }
})

test('the paths lead to node_modules where the package is installed', async () => {
  const cwd = folder()
  mkdirSync(join(cwd, 'node_modules', TOOL.name), { recursive: true })
  writeFileSync(join(cwd, 'node_modules', TOOL.name, 'package.json'), '{}')
  expect((await conform(['init'], { cwd })).stdout).not.toContain('note ')
  expect(parse(textOf(cwd, 'conform.config.yaml'))).toMatchObject({
    suites: [`node_modules/${TOOL.name}/suites/${TOOL.contract}`, 'conformance'],
  })
  expect(textOf(cwd, 'conformance/own.yaml')).toContain(
    `# yaml-language-server: $schema=../node_modules/${TOOL.name}/specs/suite.schema.json\n`,
  )
})

test.each([
  ['bearer', ['OWNER_TOKEN']],
  ['digest', ['OWNER_USERNAME', 'OWNER_PASSWORD']],
  ['oauth2', ['OWNER_CLIENT_ID', 'OWNER_CLIENT_SECRET']],
])('credentials by %s come from the environment, in the configuration and in CI', async (auth, names) => {
  const env = Object.fromEntries(names.map((name) => [name, `s3cret-${name}`]))
  for (const [ci, file] of [
    ['github', GITHUB],
    ['gitlab', '.gitlab-ci.yml'],
  ] as const) {
    const cwd = folder()
    expect(await conform(['init', '--auth', auth, '--ci', ci, '--start', "npm run 'it'"], { cwd })).toMatchObject({
      status: 0,
    })
    const plan = await conform(['run', 'own.*', '--dry-run'], { cwd, env })
    expect(plan.stdout).toContain('\nprincipals owner\n')
    const text = textOf(cwd, file)
    for (const name of names) expect(text).toContain(name)
    expect(runIn(text)).toContain(String.raw`--start 'npm run '\''it'\''' --wait 60s`)
  }
})

test('an existing file stays as it is, and is named', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), '# mine\n')
  writeFileSync(join(cwd, '.gitlab-ci.yml'), '# ours\n')
  const { status, stdout } = await conform(['init'], { cwd })
  expect(status).toBe(0)
  expect(stdout.split('\n').slice(0, 5)).toEqual([
    'wrote  conformance/own.yaml',
    'wrote  conformance.gitlab-ci.yml',
    'kept   conform.config.yaml: the file exists already, and stays as it is',
    'note   add to .gitlab-ci.yml, under its "include" if it has one:  include: [{ local: conformance.gitlab-ci.yml }]',
    'note   add conformance to "suites" in conform.config.yaml, so that a run includes conformance/own.yaml',
  ])
  expect([textOf(cwd, 'conform.config.yaml'), textOf(cwd, '.gitlab-ci.yml')]).toEqual(['# mine\n', '# ours\n'])
  expect(runIn(textOf(cwd, 'conformance.gitlab-ci.yml'))).toContain('conform run --start')
  writeFileSync(join(cwd, '.gitlab-ci.yml'), 'include: [{ local: conformance.gitlab-ci.yml }]\n')
  expect((await conform(['init'], { cwd })).stdout).not.toContain('note   add to .gitlab-ci.yml')
})

test('a second init leaves the CI file of the first alone', async () => {
  const cwd = folder()
  await conform(['init', '--ci', 'gitlab'], { cwd })
  expect((await conform(['init'], { cwd })).stdout).toContain('kept   .gitlab-ci.yml: the file exists already')
  expect(readdirSync(cwd)).not.toContain('conformance.gitlab-ci.yml')
})

test('git ignores the records of runs, each in one line', async () => {
  const [cwd, bare] = [folder(), folder()]
  const records = 'conform.last.*.json\nconform.ledger*.jsonl\n'
  writeFileSync(join(cwd, '.gitignore'), 'dist\n/conform.last.*.json')
  const added = 'to .gitignore: records that runs leave in the folder\n'
  expect((await conform(['init'], { cwd })).stdout).toContain(`added  conform.ledger*.jsonl ${added}`)
  expect((await conform(['init'], { cwd })).stdout).not.toContain('added')
  expect(textOf(cwd, '.gitignore')).toBe('dist\n/conform.last.*.json\nconform.ledger*.jsonl\n')
  await conform(['init'], { cwd: bare })
  expect(readdirSync(bare)).not.toContain('.gitignore')
  mkdirSync(join(bare, '.git'))
  expect((await conform(['init'], { cwd: bare })).stdout).toContain(added)
  expect(textOf(bare, '.gitignore')).toBe(records)
})

test('the next steps start as the process was called, and a second init leaves --start to the configuration', async () => {
  const cwd = folder()
  const next = async (...flags: readonly string[]): Promise<readonly string[]> =>
    (await conform(['init', ...flags], { cwd })).stdout.trimEnd().split('\n').slice(-2)
  const dryRun = `next   node ${COMMAND} run --dry-run`
  expect(await next()).toEqual([dryRun, `       node ${COMMAND} run --start 'npm start'`])
  expect(await next()).toEqual([dryRun, `       node ${COMMAND} run`])
  expect(await next('--start', './serve')).toEqual([dryRun, `       node ${COMMAND} run --start ./serve`])
})

test('where a file cannot be written, nothing is written', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, '.github'), 'a file in place of the folder')
  expect(await conform(['init'], { cwd })).toEqual({
    status: 2,
    stdout: '',
    stderr: `${GITHUB} cannot be written (ENOTDIR); nothing is written\n`,
  })
  expect(readdirSync(cwd)).toEqual(['.github'])
})

test.each([
  [['--auth', 'bearr'], '--auth takes one of none, bearer, digest, oauth2, not "bearr"; did you mean "bearer"?\n'],
  [['--ci', 'jenkins'], '--ci takes one of github, gitlab, none, not "jenkins"\n'],
  [['--wait', 'soon'], '--wait takes a time with its unit, such as 30s, at most 34560m, not "soon"\n'],
  [
    ['--group-id', 'prod'],
    'the group id "prod" breaks the pattern ^([a-f0-9]{24})$ of groupId; give the id of an existing group\n',
  ],
  [['--wait', '60'], '--wait takes a time with its unit, such as 30s, at most 34560m, not "60"\n'],
  [['--target', 'ftp://a'], '"ftp://a" is not a target; a target is an HTTP URL such as http://127.0.0.1:8080\n'],
  [['--start', 'a\nb'], '--start takes a line of text\n'],
])('init %j is a usage error, and nothing is written', async (flags, message) => {
  const cwd = folder()
  expect(await conform(['init', ...flags], { cwd })).toEqual({ status: 2, stdout: '', stderr: message })
  expect(readdirSync(cwd)).toEqual([])
})

test('only values without a flag are asked for', async () => {
  const asked: string[] = []
  const flags: InitFlags = { target: 'http://127.0.0.1:1', ci: 'none' }
  const answers = await collectAnswers(flags, { group: 'g', ci: 'github' }, (question, proposal) => {
    asked.push(question)
    return Promise.resolve(question.startsWith('Credentials') ? 'digest' : proposal)
  })
  expect(asked.map((question) => question.split(' ').slice(0, 2).join(' '))).toEqual([
    'Id of',
    'Command that',
    'Credentials that',
  ])
  expect(answers).toEqual({
    target: 'http://127.0.0.1:1',
    group: 'g',
    start: 'npm start',
    wait: '60s',
    auth: 'digest',
    ci: 'none',
  })
})
