import { expect, test } from 'vitest'
import { readWritten } from '../document/written.test-support.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../http/target.ts'
import type { Report } from '../report/report.ts'
import { inferModel } from '../resource/infer-model.ts'
import { createHarbour, type Difference, HARBOUR } from './harbour.test-support.ts'
import { runLaws } from './run-laws.ts'

const { document } = readWritten({ 'harbour.yaml': HARBOUR })
const model = inferModel(document)

/** The cases that fail or warn, and what stays on the server. */
async function fire(difference?: Difference) {
  const harbour = createHarbour(difference)
  const events = runLaws({
    document,
    model,
    target: fetchTarget((request) => harbour.answer(request), DEFAULT_LIMITS),
    principals: {},
    scopes: {},
    mayWrite: () => true,
    seed: 1,
    level: 'must',
  })
  let report: Report | undefined
  for await (const event of events) if (event.type === 'report') report = event
  const told = (report?.results ?? []).flatMap(({ id, status }) =>
    status === 'pass' || status === 'skip' ? [] : [`${status} ${id}`],
  )
  return { told, held: harbour.held(), leftBehind: report?.leftBehind ?? [] }
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
])('a server that %s is told: %s', async (difference, told) => {
  const fired = await fire(difference)
  expect(fired.told).toContain(told)
  expect([fired.held, fired.leftBehind]).toEqual([[], []])
})
