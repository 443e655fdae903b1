import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createHarbour, type Difference, HARBOUR } from './harbour.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const { document } = readWritten({ 'harbour.yaml': HARBOUR })

/** The cases that fail or warn, and what stays on the server. */
async function fire(difference?: Difference) {
  const harbour = createHarbour(difference)
  const report = await fireAt(document, (request) => harbour.answer(request))
  return { told: told(report), held: harbour.held(), leftBehind: report.leftBehind ?? [] }
}

test('a server that conforms and refuses what the document does not declare is not accused', async () => {
  expect(await fire()).toEqual({ told: [], held: [], leftBehind: [] })
})

test.each<[Difference, string]>([
  ['keeps-settings', 'fail law.deleted-parent-takes-children[setting]'],
  ['shares-settings', 'fail law.children-stay-with-their-parent[setting]'],
  ['resets-otherwise', 'warn law.defaults-are-stored[setting]'],
  ['loses-queries', 'fail law.formats-come-back[setting]'],
  ['knows-latin-alone', 'fail law.text-comes-back[setting]'],
  ['stores-refused-modes', 'fail law.refused-write-changes-nothing[setting]'],
  ['takes-any-day', 'warn law.malformed-key-creates-nothing[berth]'],
  ['cuts-places', 'fail law.boundary-values-come-back[boat]'],
])('a server that %s is told: %s', async (difference, line) => {
  const fired = await fire(difference)
  expect(fired.told).toContain(line)
  expect([fired.held, fired.leftBehind]).toEqual([[], []])
})
