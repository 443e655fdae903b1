import { expect, test } from 'vitest'
import { saidOfResource } from './said-of-resource.ts'

const TEXT = `Orders of a kitchen.

## Good to know

- Listing jobs: Lists the jobs that are done.
- **Night job**: Runs
  at night.
- Job-boards: Are none of these.
- Jobs are many. For a board: none.

Lists of stocks: \`total\` counts at most three.`

test('an item or a paragraph with a label speaks of the resource that the label names', () => {
  expect(saidOfResource('job', TEXT)).toStrictEqual(['Lists the jobs that are done.', 'Runs at night.'])
  expect(saidOfResource('stock', TEXT)).toStrictEqual(['`total` counts at most three.'])
  expect(saidOfResource('board', TEXT)).toStrictEqual([])
  expect(saidOfResource('job', undefined)).toStrictEqual([])
})
