import { expect, test } from 'vitest'
import { bodyLines } from './body-lines.ts'

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
