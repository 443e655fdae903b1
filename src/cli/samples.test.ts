import { execFile } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { APIS } from '../../fixtures/apis/apis.ts'
import { listenApi } from '../../fixtures/apis/kit/listen-api.ts'
import { TOOL } from '../source/tool.ts'
import { COMMAND, conform, ended, folder, started } from './conform.test-support.ts'

const documentAt = (path: string): string => readFileSync(join(TOOL.root, path), 'utf8')

const README = documentAt('README.md')
const KNOWN_FAILURES = documentAt('docs/known-failures.md')
const COMPARING = documentAt('docs/comparing.md')
const IMPLEMENTER = documentAt('docs/implementer.md')
const ANOTHER_API = documentAt('docs/another-api.md')
const LIVE_PROJECT = documentAt('docs/live-project.md')
const LIBRARY = documentAt('docs/library.md')
const CONFIGURATION = documentAt('docs/configuration.md')

/** How documents call the tool. */
const CALLED = 'npx --no -- conform'

/** The fenced blocks of a language, in the order of the document. */
const blocks = (document: string, language: string): readonly string[] =>
  [...document.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\`$`, 'gm'))].map(([, block = '']) => block)

/** The only block of a document that contains a text. */
function blockWith(document: string, language: string, text: string): string {
  const found = blocks(document, language).filter((block) => block.includes(text))
  expect(found, text).toHaveLength(1)
  return found[0] ?? ''
}

/** The words of a command line of a document, without its comment. */
function wordsOf(block: string, start: string): readonly string[] {
  const line = block.split('\n').find((one) => one.startsWith(start)) ?? ''
  return (line.replace(/ +#.*/, '').match(/'[^']*'|\S+/g) ?? []).slice(2).map((word) => word.replaceAll("'", ''))
}

/** A sample as an expression: `…` stands for any text, and time is left out. */
function sampleOf(block: string): RegExp {
  const parts = normalised(block)
    .split('…')
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
  return new RegExp(parts.join('[^]*?'), 'u')
}

/** The text without what differs from run to run: times, counts of requests, and places in files. */
const normalised = (text: string): string =>
  text
    .replaceAll(/(\d[\d,]*|…) requests, [\d.…]+ (min \d+ s|ms|s),/g, 'REQUESTS, TIME,')
    .replaceAll(/\.yaml:\d+:\d+/g, '.yaml:PLACE')

/** Serves a fault on a free port, as a command of a document does on a port of its own. */
async function served(words: readonly string[]): Promise<string> {
  const child = started(words.map((word) => (/^\d+$/.test(word) ? '0' : word)))
  onTestFinished(() => void child.kill('SIGTERM'))
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve(String(chunk))),
  )
  return line.trim().replace('listening ', '')
}

/** Runs the commands of a block; the output names the port of the block. */
async function outputOf(commands: string): Promise<string> {
  const url = await served(wordsOf(commands, 'npx conform serve'))
  const words = wordsOf(commands, 'npx conform run')
  const { stdout } = await conform(words.map((word) => word.replace('http://127.0.0.1:8099', url)))
  return stdout.replaceAll(url, 'http://127.0.0.1:8099').replaceAll(`node ${COMMAND}`, CALLED)
}

test.each([
  ['README.md', 'statuses.conflict-overwrites', '✖ FAIL create.twice['],
  ['docs/implementer.md', 'enums.trims', '✖ FAIL property.create-refuses[OPS_GENIE]'],
])('the sample of %s at the fault %s is what a run prints', async (path, fault, heading) => {
  const document = documentAt(path)
  const commands = blockWith(document, 'sh', fault)
  const output = await outputOf(commands)
  expect(normalised(output)).toMatch(sampleOf(blockWith(document, 'text', heading)))
})

test('the failure that the page for implementers reads line by line is what a run prints', async () => {
  const commands = blockWith(README, 'sh', 'statuses.conflict-overwrites').replace(
    'create.twice',
    "'create.twice[DATADOG]'",
  )
  const sample = sampleOf(blockWith(IMPLEMENTER, 'text', '✖ FAIL create.twice[DATADOG]'))
  expect(normalised(await outputOf(commands))).toMatch(sample)
})

test('the failure of a law on the page of another API is what a run prints', async () => {
  const notes = APIS.find(({ name }) => name === 'notes')
  const fault = notes?.faults.find(({ id }) => id === 'notes.patch-empties-tags')
  const { url, close } = await listenApi(fault?.serve() ?? expect.fail('there is no such fault'))
  onTestFinished(close)
  const cwd = folder()
  copyFileSync(join(TOOL.root, 'fixtures/apis/notes/openapi.yaml'), join(cwd, 'openapi.yaml'))
  writeFileSync(join(cwd, 'conform.config.yaml'), JSON.stringify({ principals: notes?.principals }))
  await conform(['init', 'openapi.yaml'], { cwd })
  const words = wordsOf(blockWith(ANOTHER_API, 'sh', 'patch-empties-tags'), 'npx conform run')
  const { stdout } = await conform(
    words.map((word) => word.replace('http://127.0.0.1:8099', url)),
    { cwd },
  )
  const named = stdout.replaceAll(url, 'http://127.0.0.1:8099').replaceAll(`node ${COMMAND}`, CALLED)
  expect(normalised(named)).toMatch(sampleOf(blockWith(ANOTHER_API, 'text', '✖ FAIL law.merge-leaves-the-rest')))
})

test('the explanation of a case is what explain prints', async () => {
  const { stdout } = await conform(['explain', 'create.twice[DATADOG]'])
  expect(normalised(stdout)).toMatch(sampleOf(blockWith(IMPLEMENTER, 'text', 'Because\n')))
})

test('the plan of a run at another machine is what a run prints before its question', async () => {
  const at = ['--target', 'https://cloud.example.com', '--group-id', '64b1f0c2a9d3e45f67890abc', '--rate', '8/s']
  const { stderr } = await conform(['run', ...at], { cwd: folder() })
  const plan = blockWith(LIVE_PROJECT, 'text', 'The target cloud.example.com').replace('\nStart the run? [y/N]', '')
  expect(stderr.replaceAll(/node \S+/g, CALLED)).toMatch(sampleOf(plan))
})

test('the verdict of the first minute is what a conforming run prints', async () => {
  const { stdout } = await conform(['run', 'create.twice'])
  // A whole run takes minutes. A selection says so in its verdict, and nothing else differs.
  expect(stdout.replace('✔ SELECTION CONFORMS', '✔ CONFORMS')).toMatch(
    sampleOf(blockWith(README, 'text', '✔ CONFORMS')),
  )
})

test('the sample of the library prints what its page says', async () => {
  const file = join(folder(), 'sample.mjs')
  const entry = pathToFileURL(join(TOOL.root, 'dist', 'src', 'index.js')).href
  const code = blockWith(LIBRARY, 'js', 'runConformance').replace("'integrations-conformance'", `'${entry}'`)
  writeFileSync(file, code)
  const { stdout } = await promisify(execFile)(process.execPath, [file])
  expect(stdout).toMatch(sampleOf(blockWith(LIBRARY, 'text', 'violates {')))
})

test('the samples of a baseline are what the commands of the page print', async () => {
  const commands = blockWith(KNOWN_FAILURES, 'sh', 'npx conform serve')
  const cwd = folder()
  const url = await served(wordsOf(commands, 'npx conform serve'))
  const printed = async (block: string, start: string): Promise<string> => {
    const words = wordsOf(block, start).map((word) => word.replace('http://127.0.0.1:8080', url))
    const { stdout, stderr } = await conform(words, { cwd })
    return normalised((stdout + stderr).replaceAll(url, 'http://127.0.0.1:8080')).replaceAll(/node \S+/g, CALLED)
  }
  await printed(commands, 'npx conform run')
  expect(await printed(commands, 'npx conform baseline')).toMatch(
    sampleOf(blockWith(KNOWN_FAILURES, 'text', 'added, 0 kept')),
  )
  writeFileSync(join(cwd, 'conform.baseline.yaml'), blockWith(KNOWN_FAILURES, 'yaml', 'second-create-conflicts'))
  expect(await printed(blockWith(KNOWN_FAILURES, 'sh', '--baseline'), 'npx conform run')).toMatch(
    sampleOf(blockWith(KNOWN_FAILURES, 'text', 'Known failures')),
  )
})

test('the sample of a comparison is what the commands of the page print', async () => {
  const commands = blockWith(COMPARING, 'sh', 'npx conform serve').split('\n')
  const cwd = folder()
  const urls: string[] = []
  for (const line of commands.filter((one) => one.includes('serve'))) {
    urls.push(await served(wordsOf(line, 'npx conform serve')))
  }
  for (const [index, line] of commands.filter((one) => one.includes('npx conform run')).entries()) {
    const words = wordsOf(line, 'npx conform run').map((word) => word.replace(/http:\S+:819\d/, urls[index] ?? ''))
    await conform(words, { cwd })
  }
  const { stdout } = await conform(['diff', 'before.json', 'after.json'], { cwd })
  const [before = '', after = ''] = urls
  const named = stdout.replaceAll(before, 'http://127.0.0.1:8191').replaceAll(after, 'http://127.0.0.1:8192')
  expect(named.replaceAll(/node \S+/g, CALLED)).toMatch(sampleOf(blockWith(COMPARING, 'text', 'Regressions')))
})

test('the index of decisions has each of them', () => {
  const index = documentAt('docs/decisions/README.md')
  const files = readdirSync(join(TOOL.root, 'docs/decisions')).filter((name) => /^\d/.test(name))
  expect(files.filter((name) => !index.includes(`](${name})`))).toEqual([])
})

test('no document gives a number of cases, properties or requirements that drifts', () => {
  const documents = ['README.md', 'docs/implementer.md', 'docs/library.md', 'docs/pipeline.md', 'docs/writing-cases.md']
  for (const name of documents) {
    const text = readFileSync(join(TOOL.root, name), 'utf8')
    expect(text.match(/\b\d,\d{3} (cases|rows|requests)|\b\d{2,} (properties|requirements)\b/g), name).toBe(null)
  }
})

test.each(['run', 'list', 'explain', 'replay', 'cleanup', 'prove', 'serve'])(
  '%s --help gives the default of an option once',
  async (command) => {
    const { stdout } = await ended(started([command, '--help']))
    const options = stdout.split(/\n(?= {2}-)/).map((option) => option.replaceAll(/\s+/g, ' '))
    expect(options.filter((option) => (option.match(/default:/g) ?? []).length > 1)).toEqual([])
    if (command === 'cleanup') expect(stdout).not.toContain('embedded')
  },
)

test('the whole configuration skips nothing: it has each principal, and one of them logs in by digest', async () => {
  const cwd = folder()
  writeFileSync(
    join(cwd, 'conform.config.yaml'),
    blockWith(CONFIGURATION, 'yaml', 'otherGroupId: ').replaceAll(/^(suites|baseline|tls|start):.*/gm, ''),
  )
  const { stdout } = await conform(['run', '--dry-run'], { cwd })
  expect(stdout).toContain('principals owner (not set), reader (not set), stranger (not set)')
  expect(stdout).not.toContain('\nskipped ')
  expect(blockWith(CONFIGURATION, 'yaml', 'otherGroupId: ')).toMatch(/ (owner|reader): +{ digest:/)
})
