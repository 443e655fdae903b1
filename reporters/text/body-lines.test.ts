import { expect, test } from 'vitest'
import { bodyLines, partAround } from './body-lines.ts'

const PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
<style>
${'body { color: red; }\n'.repeat(60)}</style>
</head>
<body>
<pre>TypeError: Cannot read properties of undefined (reading &#39;type&#39;)<br> &nbsp; &nbsp;at create (/srv/app.js:12:9)</pre>
</body>
</html>
`

test('the message of an error page is shown, below its head and without its style sheet', () => {
  const lines = bodyLines(PAGE, 82)
  expect(lines.join('\n')).toContain('TypeError: Cannot read properties of undefined')
  expect(lines.join('\n')).toContain('at create (/srv/app.js:12:9)')
  expect(lines).not.toContain('body { color: red; }')
})

test('a body is cut after 800 characters, and a short line counts as 20', () => {
  expect(bodyLines('x'.repeat(800), 100)).toEqual(Array.from({ length: 8 }, () => 'x'.repeat(100)))
  expect(bodyLines('x'.repeat(801), 100)).toEqual([...Array.from({ length: 8 }, () => 'x'.repeat(100)), '...'])
  expect(bodyLines('{\n'.repeat(1000), 100)).toEqual([...Array.from({ length: 40 }, () => '{'), '...'])
  expect(bodyLines('<style>'.repeat(500), 100)).toHaveLength(9)
})

test.each([undefined, 2])(
  'a body is cut around a place that its beginning does not show, with an indent of %j',
  (indent) => {
    const items = Array.from({ length: 40 }, (_, index) => ({ id: `item-${index}`, text: 'x'.repeat(50) }))
    const body = JSON.stringify({ items }, null, indent)
    const shown = (at: string): string => bodyLines(partAround(body, at, 200), 200).join('')
    expect(shown('body#/items/0/id')).toBe(bodyLines(body, 200).join(''))
    expect(shown('body#/items/30/text')).toMatch(/^\.\.\..*item-30.*\.\.\.$/)
    expect(shown('body#/items/30/missing')).toMatch(/^\.\.\..*item-30/)
    expect(shown('status')).toBe(bodyLines(body, 200).join(''))
  },
)
