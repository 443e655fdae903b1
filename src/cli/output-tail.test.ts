import { expect, test } from 'vitest'
import { createOutputTail } from './output-tail.ts'

const asIs = (text: string): string => text

test('the last lines are shown, safe for a terminal', () => {
  const tail = createOutputTail()
  for (let line = 1; line <= 50; line += 1) tail.write(Buffer.from(`line ${line}\u001B[2J\n::error::x\n`))
  const lines = tail.lines(asIs)
  expect(lines).toHaveLength(20)
  expect(lines.slice(-2)).toEqual([String.raw`line 50\x1b[2J`, String.raw`\x3a:error::x`])
})

test('a long line is cut, and a mask sees the whole line', () => {
  const tail = createOutputTail()
  tail.write(Buffer.from(`${'a'.repeat(395)}secret-token`))
  const [line = ''] = tail.lines((text) => text.replace('secret-token', '<secret>'))
  expect(line).toHaveLength(400)
  expect(line).toMatch(/a<s\.\.\.$/)
})

test('of a huge output only the end is kept, without a line that may begin within a secret', () => {
  const tail = createOutputTail()
  for (let chunk = 0; chunk < 100; chunk += 1) tail.write(Buffer.from(`${'x'.repeat(9_999)}${chunk}\n`))
  const lines = tail.lines(asIs)
  expect(lines.length).toBeLessThan(8)
  for (const line of lines) expect(line.startsWith('x')).toBe(true)
  const oneLine = createOutputTail()
  oneLine.write(Buffer.from('y'.repeat(200_000)))
  expect(oneLine.lines(asIs)).toEqual([''])
})
