import { expect, test } from 'vitest'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { sampleFinding } from '../../reporters/sample-report.test-support.ts'
import { operationStatuses } from './operation-statuses.ts'

test('a requirement is violated at each operation that showed it, also where a result keeps the first finding alone', () => {
  const id = 'key-is-masked'
  const judged = new Map(['list', 'create', 'read'].map((name) => [name, new Set([id])]))
  const violated = new Map([
    ['create', new Set([id])],
    ['read', new Set([id, 'withdrawn'])],
  ])
  const results = [{ findings: [sampleFinding({ requirement: id, operation: 'create' })] }]
  const statuses = operationStatuses({ contract: CONTRACT, results, judged, violated })
  expect(statuses.get(id)).toEqual({ list: 'verified', create: 'violated', read: 'violated' })
  expect(statuses.has('withdrawn')).toBe(false)
})
