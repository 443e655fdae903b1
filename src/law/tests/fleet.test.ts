import { expect, test } from 'vitest'
import { calibrateFleet, fireAtFleet } from './fleet.test-support.ts'
import { told } from './fire-at.test-support.ts'

test('a fleet that conforms is not accused, and nothing stays on it', async () => {
  const report = await fireAtFleet()
  expect(told(report)).toEqual([])
  expect([report.verdict, report.leftBehind]).toEqual(['conforms', undefined])
  const skipped = report.results.filter(({ status }) => status === 'skip').map(({ id }) => id)
  for (const law of ['replace-drops-the-rest', 'times-are-kept', 'put-says-created', 'null-removes', 'filters-filter'])
    expect(skipped).not.toContain(`law.${law}[van]`)
})

test.each([
  ['keeps-the-default', 'fail law.replace-drops-the-rest[van]'],
  ['keeps-entries', 'fail law.replace-drops-the-rest[van]'],
  ['registers-with-200', 'fail law.put-says-created[van]'],
  ['replaces-with-201', 'fail law.put-says-created[van]'],
  ['moves-the-creation', 'warn law.times-are-kept[van]'],
  ['times-no-change', 'warn law.times-are-kept[van]'],
  ['outlives-its-van', 'fail law.deleted-parent-takes-children[radio]'],
  ['keeps-vans-with-radios', 'fail law.deleted-parent-takes-children[radio]'],
  ['books-again', 'fail law.idempotency-key-is-heeded[trip]'],
  ['refuses-the-repeat', 'warn law.idempotency-key-is-heeded[trip]'],
  ['finds-a-part', 'fail law.filters-filter[van]'],
  ['ignores-the-tag', 'fail law.filters-filter[van]'],
  ['ignores-the-state', 'fail law.filters-filter[van]'],
  ['ignores-the-tag-beside-a-site', 'fail law.filters-filter[van]'],
  ['keeps-a-null', 'fail law.null-removes[van]'],
  ['refuses-a-null', 'warn law.null-removes[van]'],
  ['lists-from-a-cache', 'fail law.deleted-leaves-the-list[trip]'],
  ['takes-a-label-twice', 'fail law.unique-values-stay-unique[trip]'],
] as const)('a fleet that %s is found', async (difference, found) => {
  expect(told(await fireAtFleet(difference, { selects: (id) => found.endsWith(` ${id}`) }))).toEqual([found])
})

// These laws judge the answers to the requests of all laws.
test.each([
  ['shows-the-code', 'fail law.secrets-are-hidden[radio]'],
  ['shows-the-pin', 'fail law.secrets-are-hidden[radio]'],
  ['states-another-status', 'fail law.error-states-its-status[van]'],
] as const)('a fleet that %s in any answer is found', async (difference, found) => {
  expect(told(await fireAtFleet(difference))).toContain(found)
})

test('a resource whose creates are refused is told beside the verdict', async () => {
  const { notes } = await fireAtFleet('refuses-all-trips')
  expect(notes).toContainEqual(
    expect.stringMatching(
      /^no trip could be made: POST \/trips was answered 400; its body was \{.+\}; laws that need one are/,
    ),
  )
})

test('a look at an update does not take a default for a value that was kept', async () => {
  const { model } = await calibrateFleet()
  expect(model.remarks.filter((remark) => remark.includes('keeps it'))).toEqual([])
})
