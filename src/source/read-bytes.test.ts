import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readBytes } from './read-bytes.ts'
import { readText } from './read-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'conform-bytes-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a file of several chunks is read to its end', () => {
  const file = join(folder, 'long')
  const text = 'abcdefg'.repeat(30_000)
  writeFileSync(file, text)
  expect(readText(file)).toBe(text)
})

test('a file of exactly the most bytes is read, and a larger one is refused', () => {
  const file = join(folder, 'nine')
  writeFileSync(file, '123456789')
  expect(readBytes(file, 9)).toHaveLength(9)
  expect(() => readBytes(file, 8)).toThrow(expect.objectContaining({ code: 'ERR_FS_FILE_TOO_LARGE' }))
})

test.skipIf(process.platform === 'win32')('a device without an end is refused in a sentence', () => {
  expect(() => readText('/dev/zero')).toThrow('/dev/zero cannot be read: it is larger than 256 MB')
})

test('a folder is refused as a folder', () => {
  expect(() => readText(folder)).toThrow('it is a folder')
})
