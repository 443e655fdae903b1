import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TOOL } from '../source/tool.ts'
import { ANSWER_LAWS } from './answer-laws.ts'
import { LAWS } from './laws.ts'

test('the page of the laws lists each law with its level and its sentence', () => {
  const page = readFileSync(join(TOOL.root, 'docs', 'laws.md'), 'utf8')
  const rows = [...LAWS, ...ANSWER_LAWS].map(
    ({ id, level, text, source }) => `| \`${id}\` | ${level} | ${text} | ${source} |`,
  )
  const listed = page.split('\n').filter((line) => line.startsWith('| `'))
  expect(listed).toEqual(rows)
})
