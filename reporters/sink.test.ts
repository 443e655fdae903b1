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
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openSink } from './sink.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conform-sink-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const read = (name: string): string => readFileSync(at(name), 'utf8')

/** A stream in place of a terminal or a pipe. */
function streamOf(writable: Writable): NodeJS.WriteStream {
  return writable as unknown as NodeJS.WriteStream
}

test('a file appears at its path on commit', async () => {
  writeFileSync(at('report.xml'), 'old')
  const sink = openSink({ file: at('report.xml') })
  sink.write('a')
  sink.write('b')
  expect(read('report.xml')).toBe('old')
  await sink.commit()
  expect(read('report.xml')).toBe('ab')
  expect(readdirSync(folder)).toEqual(['report.xml'])
})

test('a discarded file is deleted', () => {
  const sink = openSink({ file: at('report.xml') })
  sink.write('half')
  sink.discard()
  sink.discard()
  expect(readdirSync(folder)).toEqual([])
})

test.each([true, undefined])(
  'a committed file stays where other reports make it discarded, streams: %s',
  async (streams) => {
    const sink = openSink({ file: at('report'), ...(streams && { streams }) })
    await sink.commit()
    // The next file has the number of the closed descriptor.
    const other = openSink({ file: at('other'), streams: true })
    sink.discard()
    other.write('other\n')
    await other.commit()
    expect(readdirSync(folder).toSorted()).toEqual(['other', 'report'])
  },
)

test('a symbolic link stays a link, and the file keeps its mode', async () => {
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

test('a file that cannot be written is an error on opening', () => {
  writeFileSync(at('file'), '')
  mkdirSync(at('folder'))
  const messageFor = (name: string): string => {
    try {
      openSink({ file: at(name) })
      return 'no error'
    } catch (error) {
      return (error as Error).message.replaceAll(folder, '.')
    }
  }
  expect(messageFor('missing/a.xml')).toBe(
    'the report ./missing/a.xml cannot be written: the folder ./missing does not exist; create the folder first',
  )
  expect(messageFor('folder')).toBe('the report ./folder cannot be written: the path is a folder; name a file')
  expect(messageFor('file/a.xml')).toBe('the report ./file/a.xml cannot be written: ./file is not a folder')
})

test('a failed commit rejects and deletes the temporary file', async () => {
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

/** A stream that fails each write. */
function broken(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(`write ${code}`), { code })) })
}

test('a closed pipe is not an error, and later texts are dropped', async () => {
  const stream = broken('EPIPE')
  const write = vi.spyOn(stream, 'write')
  const sink = openSink({ stream: streamOf(stream) })
  sink.write('a')
  sink.write('b')
  await expect(sink.commit()).resolves.toBeUndefined()
  const before = write.mock.calls.length
  sink.write('c')
  await sink.commit()
  expect(write).toHaveBeenCalledTimes(before)
})

test('a closed terminal is not an error', async () => {
  const sink = openSink({ stream: streamOf(Object.assign(broken('EIO'), { isTTY: true })) })
  sink.write('a')
  await expect(sink.commit()).resolves.toBeUndefined()
})

test('any other failure of a stream rejects the commit', async () => {
  const sink = openSink({ stream: streamOf(broken('EIO')) })
  sink.write('a')
  await expect(sink.commit()).rejects.toThrow('the report cannot be written: write EIO')
})

test('a device is written once, on commit, and is not replaced', async () => {
  spawnSync('sh', ['-c', 'mkfifo "$0"', at('pipe')])
  const reader = promisify(execFile)('cat', [at('pipe')])
  const sink = openSink({ file: at('pipe') })
  sink.write('a')
  sink.write('b')
  expect(readdirSync(folder)).toEqual(['pipe'])
  await sink.commit()
  expect((await reader).stdout).toBe('ab')
})

test('a file that streams has each text at once, and replaces an earlier file with the first text', async () => {
  const file = join(folder, 'events.ndjson')
  writeFileSync(file, 'earlier')
  const sink = openSink({ file, streams: true }, { mask: (text) => text.replaceAll('pass-word', '<secret>') })
  expect(readFileSync(file, 'utf8')).toBe('earlier')
  sink.write('first pass-word\n')
  expect(readFileSync(file, 'utf8')).toBe('first <secret>\n')
  sink.write('second\n')
  await sink.commit()
  expect(readFileSync(file, 'utf8')).toBe('first <secret>\nsecond\n')
})

test('a file that streams keeps its text if it is discarded, and is gone if it has none', () => {
  const [written, empty] = [join(folder, 'a'), join(folder, 'b')]
  const sink = openSink({ file: written, streams: true })
  sink.write('first\n')
  sink.discard()
  openSink({ file: empty, streams: true }).discard()
  expect(readdirSync(folder)).toEqual(['a'])
  expect(readFileSync(written, 'utf8')).toBe('first\n')
})

test('a file that cannot stream is an error before the first text', () => {
  expect(() => openSink({ file: folder, streams: true })).toThrow('the path is a folder; name a file')
  expect(() => openSink({ file: join(folder, 'none', 'a'), streams: true })).toThrow('create the folder first')
})
