import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from '../conform.test-support.ts'
import { readRecording } from './read-recording.ts'

test('a line without end is refused before it fills the memory', async () => {
  const file = join(folder(), 'endless.ndjson')
  symlinkSync('/dev/zero', file)
  const read = async (): Promise<void> => {
    for await (const exchange of readRecording(file)) expect(exchange).toBeUndefined()
  }
  await expect(read()).rejects.toThrow(`${file}:1:1: the line has more than 30 million characters`)
})

test('a byte order mark, which PowerShell writes, is no part of the first line', async () => {
  const file = join(folder(), 'marked.ndjson')
  writeFileSync(file, '\uFEFF{"request": {"method": "GET", "url": "odd"}}\n')
  const read = async (): Promise<void> => {
    for await (const exchange of readRecording(file)) expect(exchange).toBeUndefined()
  }
  await expect(read()).rejects.toThrow('request.url must be a URL that begins with http:// or https://')
})
