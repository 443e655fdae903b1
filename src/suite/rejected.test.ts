import { expect, test } from 'vitest'
import { mistakesIn } from './mistakes.test-support.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { TOOL } from '../source/tool.ts'

test('print', () => {
  for (const n of readdirSync(join(TOOL.root, 'fixtures/rejected'))) {
    try {
      console.log(n, mistakesIn(n.replace('.yaml', '')))
    } catch (e) {
      console.log(n, 'THROWS', e)
    }
  }
})
