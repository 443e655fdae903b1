import { expect, test } from 'vitest'
import { createOutputTail } from './output-tail.ts'

const asIs = (text: string): string => text

test('the last lines are shown, safe for a terminal', () => {
  const tail = createOutputTail()
  const write = tail.stream()
  for (let line = 1; line <= 50; line += 1) write(Buffer.from(`line ${line}\u001B[2J\n::error::x\n`))
  const lines = tail.lines(asIs)
  expect(lines).toHaveLength(20)
  expect(lines.slice(-2)).toEqual([String.raw`line 50\x1b[2J`, String.raw`\x3a:error::x`])
})

test('a long line is cut, and a mask sees the whole line', () => {
  const tail = createOutputTail()
  tail.stream()(Buffer.from(`${'a'.repeat(395)}secret-token`))
  const [line = ''] = tail.lines((text) => text.replace('secret-token', '<secret>'))
  expect(line).toHaveLength(400)
  expect(line).toMatch(/a<s\.\.\.$/)
})

test('of a huge output only the end is kept, without a line that may begin within a secret', () => {
  const tail = createOutputTail()
  const write = tail.stream()
  for (let chunk = 0; chunk < 200; chunk += 1) write(Buffer.from(`${'x'.repeat(49_999)}${chunk}\n`))
  const lines = tail.lines(asIs)
  expect(lines.length).toBeLessThan(11)
  for (const line of lines) expect(line.startsWith('x')).toBe(true)
  const oneLine = createOutputTail()
  oneLine.stream()(Buffer.from('y'.repeat(200_000)))
  expect(oneLine.lines(asIs)).toEqual(['(a line of more than 64000 characters)'])
})

test('of very many short lines few are kept', () => {
  const tail = createOutputTail(() => 1_000)
  tail.stream()(Buffer.from('\n'.repeat(100_000)))
  expect(tail.between(1_000, 1_000).length).toBeLessThan(10_000)
})

test('the lines of a span are whole, and two streams do not mix within a line', () => {
  let now = 1_000
  const tail = createOutputTail(() => now)
  const [out, err] = [tail.stream(), tail.stream()]
  out(Buffer.from('before\nbegins earl'))
  now = 2_000
  err(Buffer.from('Error: b\u00e4d\n').subarray(0, 9))
  out(Buffer.from('y\n'))
  err(Buffer.from('Error: b\u00e4d\n').subarray(9))
  now = 3_000
  out(Buffer.from('after\nno end'))
  expect(tail.between(1_500, 2_500)).toEqual(['begins early', 'Error: b\u00e4d'])
  expect(tail.between(2_500, 9_000)).toEqual(['after'])
  expect(tail.lines(asIs).slice(-2)).toEqual(['after', 'no end'])
})
