import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { folder } from './cli/conform.test-support.ts'
import { TOOL } from './source/tool.ts'

const textOf = (path: string): string => readFileSync(join(TOOL.root, path), 'utf8')

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

/** Text that a shell would run if it became part of a script. */
const HOSTILE = `a'"; touch pwned; $(touch pwned) \`touch pwned\` *`

/**
 * The arguments that a script gives to a command, with a command in its place that prints them.
 * The script runs in an empty folder, or in the given one.
 */
function argumentsOf(
  script: string,
  command: string,
  { PWD: cwd = folder(), ...environment }: Readonly<Record<string, string>>,
): readonly string[] {
  const bin = folder()
  writeFileSync(join(bin, command), `#!/bin/sh\nprintf '%s\\n' "$@" >"${bin}/arguments"\n`)
  chmodSync(join(bin, command), 0o755)
  const env = { PATH: `${bin}:/usr/bin:/bin`, ...environment }
  execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env })
  expect(existsSync(join(cwd, 'pwned'))).toBe(false)
  return readFileSync(join(bin, 'arguments'), 'utf8').trimEnd().split('\n')
}

test('no script of the action holds an input, and each input reaches the script as a variable', () => {
  const { inputs, runs } = parse(textOf('action.yml')) as Action
  for (const { run = '' } of runs.steps) expect(run).not.toMatch(/\$\{\{|\beval\b/)
  const passed = runs.steps.flatMap(({ env = {} }) => Object.values(env))
  expect(passed).toEqual(Object.keys(inputs).map((name) => `\${{ inputs.${name} }}`))
})

/** The script of the action, and its inputs: all empty but the given ones. */
function actionWith(inputs: Readonly<Record<string, string>>): readonly [string, Record<string, string>] {
  const { run = '', env = {} } = (parse(textOf('action.yml')) as Action).runs.steps.at(-1) ?? {}
  const empty = Object.fromEntries(Object.keys(env).map((name) => [name, '']))
  return [run, { ...empty, CONFORM_REPORTS: 'out', GITHUB_ACTION_PATH: '/a', GITHUB_RUN_NUMBER: '77', ...inputs }]
}

const ACTION_REPORTS =
  '--reporter spec --reporter junit=out/junit.xml --reporter json=out/report.json --reporter html=out/report.html'.split(
    ' ',
  )

test('the action passes each input as one argument, whatever characters it has', () => {
  const names = 'TARGET GROUP_ID CONFIG START WAIT BASELINE BUDGET SEED SHARD_INDEX SHARD_TOTAL'.split(' ')
  const [run, values] = actionWith(Object.fromEntries(names.map((name) => [`CONFORM_${name}`, HOSTILE])))
  const passed = argumentsOf(run, 'node', { ...values, CONFORM_CASES: `create.*\n--yes\n${HOSTILE}` })
  expect(passed.slice(0, 10)).toEqual(['/a/dist/src/cli/conform.js', 'run', ...ACTION_REPORTS])
  expect(passed.filter((one) => one === HOSTILE)).toHaveLength(names.length - 2 + 1)
  expect(passed[passed.indexOf('--shard') + 1]).toBe(`${HOSTILE}/${HOSTILE}`)
  expect(passed.slice(passed.indexOf('--'))).toEqual(['--', 'create.*', '--yes', HOSTILE])
  expect(argumentsOf(...withCommand(actionWith({})))).toEqual([
    '/a/dist/src/cli/conform.js',
    'run',
    ...ACTION_REPORTS,
    '--',
  ])
})

const withCommand = ([script, values]: ReturnType<typeof actionWith>): Parameters<typeof argumentsOf> => [
  script,
  'node',
  values,
]

test('the action fires a shard of the groups, by the number of the workflow run if no seed is given', () => {
  const shard = { CONFORM_SHARD_INDEX: '2', CONFORM_SHARD_TOTAL: '4', CONFORM_GROUP_ID: 'a\nb\n' }
  const flagsWith = (inputs: Readonly<Record<string, string>>): string =>
    argumentsOf(...withCommand(actionWith({ ...shard, ...inputs })))
      .slice(10)
      .join(' ')
  expect(flagsWith({})).toBe('--group-id a --group-id b --shard 2/4 --seed 77 --')
  expect(flagsWith({ CONFORM_SEED: '5' })).toBe('--group-id a --group-id b --shard 2/4 --seed 5 --')
})

test('the action merges the reports that a pattern names, and passes on a pattern that names none', () => {
  const cwd = folder()
  for (const name of ['conformance-1', 'a b']) {
    mkdirSync(join(cwd, 'shards', name), { recursive: true })
    writeFileSync(join(cwd, 'shards', name, 'report.json'), '{}')
  }
  const mergeOf = (pattern: string): readonly string[] => {
    const [script, values] = actionWith({ CONFORM_MERGE: pattern, CONFORM_CASES: 'left.out' })
    return argumentsOf(script, 'node', { ...values, PWD: cwd })
  }
  expect(mergeOf('shards/*/report.json').slice(1)).toEqual([
    'merge',
    ...ACTION_REPORTS,
    '--',
    'shards/a b/report.json',
    'shards/conformance-1/report.json',
  ])
  expect(mergeOf('none/*.json').at(-1)).toBe('none/*.json')
  expect(mergeOf(HOSTILE).at(-1)).toBe(HOSTILE)
})

interface Component {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string | number }>> }
}

interface Job {
  readonly script: readonly string[]
  readonly variables: Readonly<Record<string, { readonly value: string; readonly expand: boolean }>>
}

/** The header of a GitLab component, and its job. */
function component(name: string): readonly [Component, string, Job] {
  const [header, body, ...others] = parseAllDocuments(textOf(`templates/${name}.yml`))
  expect([header?.errors, body?.errors, others]).toEqual([[], [], []])
  const [[jobName, job] = ['', undefined]] = Object.entries(body?.toJS() as Readonly<Record<string, Job>>)
  if (job === undefined) throw new Error('the component has no job')
  return [header?.toJS() as Component, jobName, job]
}

test.each(['conform', 'conform-merge'])(
  'the GitLab component %s uses each of its inputs, and no script holds one',
  (file) => {
    const [{ spec }, name, job] = component(file)
    const used = [...JSON.stringify([name, job]).matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)]
    expect(new Set(used.map(([, input = '']) => input))).toEqual(new Set(Object.keys(spec.inputs)))
    expect(job.script.join('\n')).not.toMatch(/\$\[\[|\beval\b/)
    // GitLab would put other variables, such as tokens, in the place of their names.
    for (const { expand } of Object.values(job.variables)) expect(expand).toBe(false)
  },
)

/** The arguments of the command that the GitLab component starts; inputs are empty but the given ones. */
function gitlabArguments(inputs: Readonly<Record<string, string>>): readonly string[] {
  const [, , { script, variables }] = component('conform')
  const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, '']))
  const values = { ...empty, CONFORM_PARALLEL: '1', CONFORM_PACKAGE: './tool.tgz', ...inputs }
  return argumentsOf(script.join('\n'), 'npx', values).slice(3)
}

test('the GitLab component passes each input as one argument, whatever characters it has', () => {
  const names = 'PACKAGE TARGET GROUP_ID CONFIG START WAIT BASELINE BUDGET SEED'.split(' ')
  const values = Object.fromEntries(names.map((name) => [`CONFORM_${name}`, HOSTILE]))
  const passed = gitlabArguments({ ...values, CONFORM_CASES: `create.*\n${HOSTILE}` })
  expect(passed.slice(0, 7)).toEqual(['--', 'conform', 'run', '--reporter', 'spec', '--reporter', 'junit=junit.xml'])
  expect(passed.filter((one) => one === HOSTILE)).toHaveLength(names.length - 1 + 1)
  expect(passed.slice(passed.lastIndexOf('--'))).toEqual(['--', 'create.*', HOSTILE])
})

test('the GitLab component splits the run over its jobs, and the second component merges their reports', () => {
  const shard = { CONFORM_PARALLEL: '4', CI_NODE_INDEX: '3', CI_PIPELINE_IID: '9', CONFORM_GROUP_ID: 'a\nb' }
  const [, , run] = component('conform')
  const [, , merge] = component('conform-merge') as unknown as [Component, string, Job & { readonly when: string }]
  expect(gitlabArguments(shard).join(' ')).toBe(
    '-- conform run --reporter spec --reporter json=shard-3.json --shard 3/4 --seed 9 --group-id a --group-id b --',
  )
  expect(gitlabArguments({ ...shard, CONFORM_SEED: '5' })).toContain('5')
  expect(run).toMatchObject({ parallel: '$[[ inputs.parallel ]]', artifacts: { when: 'always' } })
  expect((run as unknown as { artifacts: { paths: string[] } }).artifacts.paths).toContain('shard-*.json')
  expect(merge.when).toBe('always')
  const cwd = folder()
  for (const name of ['shard-1.json', 'shard-2.json', 'other.json']) writeFileSync(join(cwd, name), '{}')
  const passed = argumentsOf(merge.script.join('\n'), 'npx', { CONFORM_PACKAGE: HOSTILE, PWD: cwd })
  expect(passed.slice(0, 5)).toEqual(['--yes', '--package', HOSTILE, '--', 'conform'])
  expect(passed.slice(passed.lastIndexOf('--'))).toEqual(['--', 'shard-1.json', 'shard-2.json'])
})

/** The YAML examples of a section of a document. */
function examplesIn(path: string, heading: string): readonly Readonly<Record<string, unknown>>[] {
  const [, section = ''] = textOf(path).split(`\n${heading}\n`)
  const [own = ''] = section.split(/\n#{2,3} /)
  return [...own.matchAll(/```yaml\n([^`]*)```/g)].map(
    ([, text = '']) => parse(text) as Readonly<Record<string, unknown>>,
  )
}

test('the examples of shards give the action and the components inputs that they have', () => {
  const { inputs } = parse(textOf('action.yml')) as Action
  const [github] = examplesIn('docs/pipeline.md', '### Shards with the action')
  const { shard, conformance } = (github as { jobs: Readonly<Record<string, Action['runs']>> }).jobs
  const given = [...(shard?.steps ?? []), ...(conformance?.steps ?? [])].filter(({ uses }) => uses?.startsWith('OWNER'))
  expect(given.map((step) => step.with)).toMatchObject([
    { 'shard-index': '${{ matrix.shard }}' },
    { merge: 'shards/*/report.json' },
  ])
  for (const step of given) for (const name of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(name)
  const [gitlab] = examplesIn('docs/pipeline.md', '### Shards with the component')
  for (const { component: path, inputs: used = {} } of (gitlab as { include: readonly Included[] }).include) {
    const [, name = ''] = /PROJECT\/([\w-]+)@REF$/.exec(path) ?? []
    for (const input of Object.keys(used)) expect(Object.keys(component(name)[0].spec.inputs)).toContain(input)
  }
})

interface Included {
  readonly component: string
  readonly inputs?: Readonly<Record<string, unknown>>
}

test('the examples of shards name one seed for all of them, and no script holds an expression', () => {
  const [github, gitlab] = examplesIn('docs/pipeline.md', '### Shards with commands')
  const { shard, conformance } = (github as { jobs: Readonly<Record<string, Action['runs']>> }).jobs
  const run = shard?.steps.at(-2)?.run ?? ''
  for (const script of [run, conformance?.steps.at(-1)?.run ?? '']) expect(script).not.toContain('${{')
  expect(argumentsOf(run, 'npx', { SHARD: '2', GITHUB_RUN_NUMBER: '77' })).toEqual(
    'conform run --config ci.config.yaml --shard 2/4 --seed 77 --reporter spec --reporter json=shard-2.json'.split(' '),
  )
  const job = (gitlab as Readonly<Record<string, Job>>)['shard']
  const passed = argumentsOf(job?.script.at(-1) ?? '', 'npx', {
    CI_NODE_INDEX: '3',
    CI_NODE_TOTAL: '4',
    CI_PIPELINE_IID: '9',
  })
  expect(passed).toEqual(
    'conform run --config ci.config.yaml --shard 3/4 --seed 9 --reporter spec --reporter json=shard-3.json'.split(' '),
  )
})

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: { readonly publish: Action['runs'] & { readonly if: string; readonly permissions: object } }
}

test('the workflow that publishes starts by hand only, is off, and has the rights that provenance needs alone', () => {
  const { on, permissions, jobs } = parse(textOf('.github/workflows/publish.yml')) as Workflow
  expect([Object.keys(on), permissions]).toEqual([['workflow_dispatch'], {}])
  expect(jobs.publish).toMatchObject({
    if: "vars.PUBLISH == 'on' && github.ref == 'refs/heads/main'",
    permissions: { contents: 'read', 'id-token': 'write' },
  })
  for (const { run = '' } of jobs.publish.steps) expect(run).not.toContain('${{')
  expect(jobs.publish.steps.at(-1)?.run).toBe('npm publish --provenance --access public')
})

test('the image holds what the package holds, but its documents, and its user is not root', () => {
  const [, , last = ''] = textOf('Dockerfile').split(/^FROM /m)
  const { files } = JSON.parse(textOf('package.json')) as { files: readonly string[] }
  const copied = [...last.matchAll(/\/build\/(\S+)/g)].map(([, path = '']) => path)
  const packed = files.filter((path) => !/^!|^docs$|^CHANGELOG/.test(path))
  expect(copied.toSorted()).toEqual(['LICENSE', 'node_modules', 'package.json', ...packed].toSorted())
  expect(last.match(/^USER .*$/gm)).toEqual(['USER 1000:1000'])
  expect(last).not.toMatch(/^RUN /m)
})
