import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { folder } from './cli/conform.test-support.ts'
import { TOOL } from './source/tool.ts'

const textOf = (path: string): string => readFileSync(join(TOOL.root, path), 'utf8')

interface Step {
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

/** Text that a shell would run if it became part of a script. */
const HOSTILE = `a'"; touch pwned; $(touch pwned) \`touch pwned\` *`

/** The arguments that a script gives to a command, with a command in its place that prints them. */
function argumentsOf(
  script: string,
  command: string,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  const [bin, cwd] = [folder(), folder()]
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

test('the action passes each input as one argument, whatever characters it has', () => {
  const { run = '', env = {} } = (parse(textOf('action.yml')) as Action).runs.steps.at(-1) ?? {}
  const values = Object.fromEntries(
    Object.keys(env).map((name) => [name, name === 'CONFORM_REPORTS' ? 'out' : HOSTILE]),
  )
  const passed = argumentsOf(run, 'node', {
    ...values,
    CONFORM_CASES: `create.*\n--yes\n${HOSTILE}`,
    GITHUB_ACTION_PATH: '/a',
  })
  expect(passed.slice(0, 8)).toEqual([
    '/a/dist/src/cli/conform.js',
    'run',
    '--reporter',
    'spec',
    '--reporter',
    'junit=out/junit.xml',
    '--reporter',
    'json=out/report.json',
  ])
  expect(passed.filter((one) => one === HOSTILE)).toHaveLength(8)
  expect(passed.slice(passed.indexOf('--'))).toEqual(['--', 'create.*', '--yes', HOSTILE])
  const empty = Object.fromEntries(Object.keys(env).map((name) => [name, '']))
  expect(argumentsOf(run, 'node', { ...empty, CONFORM_REPORTS: 'out', GITHUB_ACTION_PATH: '/a' }).at(-1)).toBe('--')
})

interface Component {
  readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string }>> }
}

interface Job {
  readonly script: readonly string[]
  readonly variables: Readonly<Record<string, { readonly value: string; readonly expand: boolean }>>
}

/** The header of the GitLab component, and its job. */
function component(): readonly [Component, string, Job] {
  const [header, body, ...others] = parseAllDocuments(textOf('templates/conform.yml'))
  expect([header?.errors, body?.errors, others]).toEqual([[], [], []])
  const [[name, job] = ['', undefined]] = Object.entries(body?.toJS() as Readonly<Record<string, Job>>)
  if (job === undefined) throw new Error('the component has no job')
  return [header?.toJS() as Component, name, job]
}

test('the GitLab component uses each of its inputs, and no script holds one', () => {
  const [{ spec }, name, job] = component()
  const used = [...JSON.stringify([name, job]).matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, input = '']) => input)
  expect(used.toSorted()).toEqual(Object.keys(spec.inputs).toSorted())
  expect(job.script.join('\n')).not.toMatch(/\$\[\[|\beval\b/)
  // GitLab would put other variables, such as tokens, in the place of their names.
  for (const { expand } of Object.values(job.variables)) expect(expand).toBe(false)
})

test('the GitLab component passes each input as one argument, whatever characters it has', () => {
  const [, , { script, variables }] = component()
  const values = Object.fromEntries(Object.keys(variables).map((name) => [name, HOSTILE]))
  const passed = argumentsOf(script.join('\n'), 'npx', { ...values, CONFORM_CASES: `create.*\n${HOSTILE}` })
  expect(passed.slice(0, 6)).toEqual(['--yes', '--package', HOSTILE, '--', 'conform', 'run'])
  expect(passed.filter((one) => one === HOSTILE)).toHaveLength(9)
  expect(passed.slice(passed.lastIndexOf('--'))).toEqual(['--', 'create.*', HOSTILE])
})

/** The YAML examples of a section of a document. */
function examplesIn(path: string, heading: string): readonly Readonly<Record<string, unknown>>[] {
  const [, section = ''] = textOf(path).split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  return [...own.matchAll(/```yaml\n([^`]*)```/g)].map(
    ([, text = '']) => parse(text) as Readonly<Record<string, unknown>>,
  )
}

test('the examples of shards name one seed for all of them, and no script holds an expression', () => {
  const [github, gitlab] = examplesIn('docs/pipeline.md', 'Shards')
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
