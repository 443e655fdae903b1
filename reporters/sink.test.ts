import { execFile, spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSink } from './sink.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conform-sink-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const read = (name: string): string => readFileSync(at(name), 'utf8')

/** A stream that stands for a terminal or a pipe. */
function streamOf(writable: Writable): NodeJS.WriteStream {
  return writable as unknown as NodeJS.WriteStream
}

test('a file takes its place only when it is whole', async () => {
  writeFileSync(at('report.xml'), 'old')
  const sink = openSink({ file: at('report.xml') })
  sink.write('a')
  sink.write('b')
  expect(read('report.xml')).toBe('old')
  await sink.commit()
  expect(read('report.xml')).toBe('ab')
  expect(readdirSync(folder)).toEqual(['report.xml'])
})

test('what is discarded leaves no trace', () => {
  const sink = openSink({ file: at('report.xml') })
  sink.write('half')
  sink.discard()
  sink.discard()
  expect(readdirSync(folder)).toEqual([])
})

test('a link keeps leading to the file, and a file that is private stays so', async () => {
  writeFileSync(at('real.xml'), 'old')
  chmodSync(at('real.xml'), 0o600)
  symlinkSync('real.xml', at('link.xml'))
  const sink = openSink({ file: at('link.xml') })
  sink.write('new')
  await sink.commit()
  expect(read('real.xml')).toBe('new')
  expect(statSync(at('real.xml')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).toSorted()).toEqual(['link.xml', 'real.xml'])
})

test('a file that cannot be written is found before anything is', () => {
  writeFileSync(at('file'), '')
  mkdirSync(at('folder'))
  const sentence = (name: string): string => {
    try {
      openSink({ file: at(name) })
      return 'it was opened'
    } catch (error) {
      return (error as Error).message.replaceAll(folder, '.')
    }
  }
  expect(sentence('missing/a.xml')).toBe(
    'the report ./missing/a.xml cannot be written: the folder ./missing does not exist; make it first',
  )
  expect(sentence('folder')).toBe('the report ./folder cannot be written: it is a folder; name a file in it')
  expect(sentence('file/a.xml')).toBe('the report ./file/a.xml cannot be written: ./file is not a folder')
})

test('a commit that fails says so, and leaves no trace', async () => {
  mkdirSync(at('inner'))
  const sink = openSink({ file: at('inner/a.xml') })
  mkdirSync(at('inner/a.xml'))
  await expect(sink.commit()).rejects.toThrow('cannot be written')
  expect(readdirSync(at('inner'))).toEqual(['a.xml'])
})

const mask = (text: string): string => text.replaceAll('pass-word', '<secret>')

test('every text passes through the mask, on a stream and in a file', async () => {
  const stream = new PassThrough()
  const sink = openSink({ stream: streamOf(stream) }, { mask })
  sink.write('a pass-word\n')
  await sink.commit()
  expect(String(stream.read())).toBe('a <secret>\n')
  const file = openSink({ file: at('a') }, { mask })
  file.write('a pass-word')
  await file.commit()
  expect(read('a')).toBe('a <secret>')
})

/** A stream whose every write fails. */
function broken(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(`write ${code}`), { code })) })
}

test('a closed pipe ends quietly: what comes after is dropped', async () => {
  const sink = openSink({ stream: streamOf(broken('EPIPE')) })
  sink.write('a')
  sink.write('b')
  await expect(sink.commit()).resolves.toBeUndefined()
  sink.write('c')
})

test('another failure of a stream is told at the end', async () => {
  const sink = openSink({ stream: streamOf(broken('EIO')) })
  sink.write('a')
  await expect(sink.commit()).rejects.toThrow('the report cannot be written: write EIO')
})

test('a device is written to once, at the end, and never replaced', async () => {
  spawnSync('sh', ['-c', 'mkfifo "$0"', at('pipe')])
  const reader = promisify(execFile)('cat', [at('pipe')])
  const sink = openSink({ file: at('pipe') })
  sink.write('a')
  sink.write('b')
  expect(readdirSync(folder)).toEqual(['pipe'])
  await sink.commit()
  expect((await reader).stdout).toBe('ab')
})
