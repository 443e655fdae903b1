import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conform, folder, namesIn } from './conform.test-support.ts'

/** Runs the command beside the files, and expects one mistake of the user. */
async function mistakeOf(parameters: readonly string[], files: Readonly<Record<string, string | Uint8Array>>) {
  const cwd = folder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  const { status, stdout, stderr } = await conform(parameters, { cwd })
  expect([status, stdout]).toEqual([2, ''])
  expect(namesIn(cwd)).toEqual(Object.keys(files).toSorted())
  return stderr
}

const CUT = '{\n  "a": [1, 2\n'
const CUT_AT = '2:8  this is not JSON: the [ here is never closed\n'

test.each([
  ['run', '--openapi', 'x.json'],
  ['run', '--config', 'x.json'],
  ['run', '--baseline', 'x.json'],
  ['run', '--failed', '--report', 'x.json'],
  ['replay', 'create.twice', '--report', 'x.json'],
  ['list', '--openapi', 'x.json'],
  ['explain', '--openapi', 'x.json', 'law.no-server-error'],
  ['diff', 'x.json', 'x.json'],
  ['matrix', 'a=x.json'],
  ['merge', 'x.json'],
  ['baseline', 'x.json'],
  ['serve', '--config', 'x.json'],
  ['serve', '--members', 'x.json'],
  ['init', 'x.json'],
])('broken JSON is told with its place, and in the terms of JSON: %s %s %s %s', async (...parameters) => {
  expect(await mistakeOf(parameters, { 'x.json': CUT })).toBe(`x.json:${CUT_AT}`)
})

test('a document of JSON may have another name, and its comments and trailing commas are read as YAML', async () => {
  expect(await mistakeOf(['list', '--openapi', 'x.txt'], { 'x.txt': CUT })).toBe(`x.txt:${CUT_AT}`)
  expect(await mistakeOf(['list', '--openapi', 'x.json'], { 'x.json': '{ "openapi": "2", } # old\n' })).toBe(
    'x.json:1:14  expected OpenAPI 3.0 or 3.1, not "2"\n',
  )
  expect(await mistakeOf(['list', '--openapi', 'x.yaml'], { 'x.yaml': '{ a: [1\n' })).toContain('this is not YAML')
})
