import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTRACT } from './contract/loaded.test-support.ts'
import { TOOL } from './source/tool.ts'

const SOURCE = join(TOOL.root, 'src')
const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !/\.test(-support)?\.ts$/.test(name),
)

/** The names of the contracts. */
const CONTRACTS = readdirSync(join(TOOL.root, 'specs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
/** Words of one API: the name of its contract, its keys and its operations. */
const NAMES = ['integration', 'atlas', ...CONTRACTS]
const WORDS = [
  ...NAMES,
  ...CONTRACT.resource.key.values.map((key) => key.toLowerCase().replaceAll('_', '[_ ]?')),
  ...Object.keys(CONTRACT.operations).map((id) => id.toLowerCase()),
]

/** Lines with one of the words; a comment may take a key as its example. */
function linesWith(words: readonly string[], but: RegExp): readonly string[] {
  const pattern = new RegExp(words.join('|'), 'i')
  return FILES.flatMap((name) =>
    readFileSync(join(SOURCE, name), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) && !but.test(line) ? [`src/${name}:${index + 1}  ${line}`] : [])),
  )
}

test('the engine holds no word of the API that it tests: a second one is a folder, and no code', () => {
  expect(FILES.length).toBeGreaterThan(80)
  expect(CONTRACTS).toContain('database-users')
  expect(linesWith(NAMES, /^never$/)).toEqual([])
  expect(linesWith(WORDS, /^\s*(\/\*\*|\*|\/\/)/)).toEqual([])
})
