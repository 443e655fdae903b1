import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { variants } from '../../fixtures/variants/index.ts'
import { COMMAND, conform, folder, namesIn } from './conform.test-support.ts'

async function scriptOf(shell: string): Promise<string> {
  const { status, stdout, stderr } = await conform(['completion', shell])
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}

/** Returns the words that bash offers for the last of some words, as bash splits them. */
async function offered(words: readonly string[], cwd = folder()): Promise<readonly string[]> {
  const script = join(folder(), 'completion.bash')
  writeFileSync(script, await scriptOf('bash'))
  const body = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _conform "$1" "\${COMP_WORDS[COMP_CWORD]}" ''; printf '%s\\n' "\${COMPREPLY[@]}"`
  const output = execFileSync('bash', ['-c', body, 'bash', script, COMMAND, ...words], { cwd, encoding: 'utf8' })
  return output.split('\n').filter((line) => line !== '')
}

const isInstalled = (shell: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((path) => existsSync(join(path, shell)))

test.each([
  [['ex'], ['explain']],
  [
    ['run', '--le'],
    ['--ledger', '--leave', '--level'],
  ],
  [
    ['run', '--level', ''],
    ['must', 'should'],
  ],
  [['run', '--level', '=', 's'], ['should']],
  [['run', '--reporter', 'js'], ['json']],
  [['run', '--seed', ''], []],
  [['diff', '--format', 'm'], ['markdown']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['help', 'repl'], ['replay']],
  [['--v'], ['--version']],
])('bash completes %j', async (words, expected) => {
  expect(await offered(words)).toEqual(expected)
})

test('bash completes the ids of cases and requirements, and rows after a bracket', async () => {
  expect(await offered(['run', 'create.twice-w'])).toEqual(['create.twice-with-more'])
  expect(await offered(['explain', 'second-create-c'])).toEqual(['second-create-conflicts'])
  expect(await offered(['list', '--exclude', String.raw`create.twice\[SL`])).toEqual(['create.twice[SLACK]'])
  expect(await offered(['list', "'create.twice[SL"])).toEqual(['create.twice[SLACK]'])
  expect(await offered(['run', 'no-such-'])).toEqual([])
})

test.each<[readonly string[], readonly string[]]>([
  [['replay', 'create.twice-w'], ['create.twice-with-more']],
  [['replay', 'second-create-c'], []],
  [['explain', 'second-create-conf'], ['second-create-conflicts']],
  [['init', '--auth', 'o'], ['oauth2']],
  [
    ['init', '--ci', 'git'],
    ['github', 'gitlab'],
  ],
  [['prove', '--server', 'refer'], ['reference']],
  [['merge', '--reporter', 'sa'], ['sarif']],
])('bash completes values of the sort that the place takes: %j', async (words, expected) => {
  expect(await offered(words)).toEqual(expected)
})

test('bash completes the ids of faults and variants', async () => {
  const [fault = ''] = faults.map(({ id }) => id)
  const [variant = ''] = variants.map(({ id }) => id)
  expect(await offered(['prove', '--fault', fault])).toContain(fault)
  expect(await offered(['serve', '--fault', variant])).not.toContain(variant)
  expect(await offered(['serve', '--variant', variant])).toContain(variant)
})

test('bash completes files, and their names are never expanded', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'a$(touch b).yaml'), '')
  expect(await offered(['run', '--config', 'a'], cwd)).toEqual(['a$(touch b).yaml'])
  expect(await offered(['run', '--reporter', 'json', '=', 'a'], cwd)).toEqual(['a$(touch b).yaml'])
  expect(namesIn(cwd)).toEqual(['a$(touch b).yaml'])
})

test('a mistake in the configuration leaves the ids out, and prints nothing in the middle of a command line', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'conform.config.yaml'), 'tarjet: x\n')
  expect(await offered(['run', 'create.twice-w'], cwd)).toEqual([])
  expect((await conform(['completion', 'bash', '--ids', 'create.tw'], { cwd })).status).toBe(2)
})

test('each command has its options in each script', async () => {
  const [bash, zsh, fish] = await Promise.all(['bash', 'zsh', 'fish'].map(scriptOf))
  expect(bash).toMatch(/^ {4}serve\) .* --rate-limit /m)
  expect(zsh).toContain(
    "'*--rate-limit=[requests that each group allows, such as 100/m; more are answered 429]:n/time: '",
  )
  expect(fish).toContain("complete -c conform -n '__conform_command serve' -l 'rate-limit' -x")
})

test.each(['bash', 'zsh', 'fish'].map((shell) => [shell, isInstalled(shell)] as const))(
  'the script of %s has no mistake of syntax, where the shell is installed (here: %s)',
  async (shell, installed) => {
    const script = join(folder(), 'script')
    writeFileSync(script, await scriptOf(shell))
    if (installed) expect(execFileSync(shell, ['-n', script], { encoding: 'utf8' })).toBe('')
  },
)

test.runIf(isInstalled('fish'))('fish completes commands, options, values and ids', async () => {
  const script = join(folder(), 'completion.fish')
  writeFileSync(script, await scriptOf('fish'))
  // A function stands in for a command of PATH.
  const prepared = `source ${script}; set -x PATH ${folder()} $PATH; ln -s ${COMMAND} $PATH[1]/conform`
  const complete = (line: string): readonly string[] =>
    execFileSync('fish', ['--no-config', '-c', `${prepared}; complete -C '${line}'`], {
      encoding: 'utf8',
      cwd: folder(),
    })
      .split('\n')
      .map((one) => one.split('\t')[0] ?? '')
      .filter((one) => one !== '')
  expect(complete('conform ex')).toEqual(['explain'])
  expect(complete('conform run --lev')).toEqual(['--level'])
  expect(complete('conform run --level ')).toEqual(['must', 'should'])
  expect(complete('conform run create.twice-w')).toEqual(['create.twice-with-more'])
})

test('an unknown shell is a usage error', async () => {
  const { status, stderr } = await conform(['completion', 'tcsh'])
  expect([status, stderr]).toEqual([2, expect.stringContaining('Allowed choices are bash, zsh, fish.')])
})
