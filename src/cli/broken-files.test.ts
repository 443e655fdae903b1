import { mkdirSync, writeFileSync } from 'node:fs'
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

const UTF16 = Buffer.from('\uFEFF{"a":1}', 'utf16le')
const LATIN = Buffer.from('{\n  "a": "caf\u00E9"\n}', 'latin1')

test.each([
  ['run', '--config', 'x.yaml'],
  ['list', '--openapi', 'x.yaml'],
  ['diff', 'x.yaml', 'x.yaml'],
  ['audit', 'x.yaml'],
  ['serve', '--members', 'x.yaml'],
])('a file in another encoding is told: %s %s %s', async (...parameters) => {
  expect(await mistakeOf(parameters, { 'x.yaml': UTF16 })).toBe('x.yaml:1:1  the file is UTF-16; save it as UTF-8\n')
  expect(await mistakeOf(parameters, { 'x.yaml': LATIN })).toBe(
    'x.yaml:2:12  this byte is not UTF-8; save the file as UTF-8\n',
  )
})

test('a byte order mark is no part of a file, and moves no column', async () => {
  const mark = '\uFEFF'
  expect(await mistakeOf(['run', '--config', 'x.yaml'], { 'x.yaml': `${mark}target: 5\r\n` })).toBe(
    'x.yaml:1:9  expected a URL, not 5\n',
  )
  expect(await mistakeOf(['diff', 'x.json', 'x.json'], { 'x.json': `${mark}{"a":1}` })).toContain(
    'x.json is not a report of this tool',
  )
  expect(await mistakeOf(['audit', 'x.har'], { 'x.har': `${mark}{"a":1}` })).toContain('x.har:1:1: is no HAR')
})

test.each(['x.har', 'x.ndjson'])('a folder in place of the recording %s is told', async (name) => {
  const cwd = folder()
  mkdirSync(join(cwd, name))
  const stderr = `${name} cannot be read: it is a folder\n`
  expect(await conform(['audit', name], { cwd })).toEqual({ status: 2, stdout: '', stderr })
})
