import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSink } from './sink.ts'

const LEFT = '.conform-0123456789ab.tmp'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'conform-temporary-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

/** Makes a file seem to be so many minutes old. */
function age(file: string, minutes: number): void {
  const then = Date.now() / 1000 - minutes * 60
  utimesSync(file, then, then)
}

test('a report removes what killed runs left an hour ago, and no other file', async () => {
  const at = folder()
  const others = ['.conform-0123456789cd.tmp', '.conform-notes.tmp', `${LEFT}.old`, 'conform-0123456789ab.tmp']
  for (const name of [LEFT, ...others]) {
    writeFileSync(join(at, name), 'a')
    age(join(at, name), name === others[0] ? 59 : 61)
  }
  mkdirSync(join(at, '.conform-0123456789ef.tmp'))
  age(join(at, '.conform-0123456789ef.tmp'), 61)
  symlinkSync('nowhere', join(at, '.conform-0123456789ee.tmp'))
  const sink = openSink({ file: join(at, 'a') })
  await sink.commit()
  const kept = ['a', '.conform-0123456789ef.tmp', '.conform-0123456789ee.tmp', ...others]
  expect(readdirSync(at).toSorted()).toEqual(kept.toSorted())
})

test('the report of a run of some hours is whole, although another run took its file for a left one', async () => {
  const at = folder()
  const sink = openSink({ file: join(at, 'long') })
  sink.write('a text')
  for (const name of readdirSync(at)) age(join(at, name), 61)
  openSink({ file: join(at, 'other') }).discard()
  expect(readdirSync(at)).toEqual([])
  sink.write(' and more')
  await sink.commit()
  expect(readdirSync(at)).toEqual(['long'])
  expect(readFileSync(join(at, 'long'), 'utf8')).toBe('a text and more')
})
