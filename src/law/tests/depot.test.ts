import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { DEPOT } from './depot-document.test-support.ts'
import { createDepot, type Difference } from './depot.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({ 'depot.yaml': DEPOT })

/** The results by case, with what broke them, and what stays on the server. */
async function fire(laws: readonly string[], difference?: Difference, others = 0) {
  const depot = createDepot(difference, others)
  const report = await fireAt(document, (request) => depot.answer(request), {
    selects: (id) => laws.length === 0 || laws.some((law) => id === `law.${law}`),
  })
  const results = report.results.map(({ id, status, reason = '', findings }) =>
    [id, status, ...(status === 'skip' ? [reason] : []), ...findings.map(({ message }) => message)].join(': '),
  )
  return { results, statuses: report.results.map(({ status }) => status), held: depot.held() }
}

test.each<[string, Difference, 'fail' | 'warn']>([
  ['formats-are-kept[item]', 'takes-any-date', 'warn'],
  ['defaults-are-stored[item]', 'has-another-default', 'warn'],
  ['empty-values-are-stored[item]', 'ignores-empty-values', 'fail'],
  ['merge-leaves-the-rest[item]', 'clears-notes-on-nothing', 'fail'],
  ['merge-leaves-the-rest[item]', 'patches-whole-alone', 'warn'],
  ['server-values-stay[part]', 'moves-parts', 'warn'],
  ['sorts-sort[item]', 'sorts-each-page', 'warn'],
  ['sorts-sort[item]', 'lists-in-order-of-creation', 'warn'],
  ['filters-filter[item]', 'forgets-filters', 'warn'],
  ['filters-filter[item]', 'counts-beside-filters', 'warn'],
  ['filters-filter[item]', 'finds-nothing', 'warn'],
  ['filters-filter[item]', 'filters-each-page', 'warn'],
  ['invalid-create-is-refused[item]', 'takes-long-links', 'fail'],
  ['filters-filter[item]', 'ignores-flags', 'warn'],
  ['boundary-values-come-back[item]', 'rounds', 'fail'],
  ['not-modified-is-current[item]', 'is-never-modified', 'fail'],
  ['unknown-member-is-not-written[item]', 'patches-the-deleted', 'fail'],
  ['version-changes[item]', 'keeps-versions-on-patch', 'fail'],
  ['stale-write-is-refused[item]', 'patches-any-version', 'fail'],
  ['update-is-listed[item]', 'lists-as-before-patch', 'fail'],
  ['pages-hold-all-members[item]', 'repeats-the-second-page', 'fail'],
  ['defaults-are-stored[item]', 'resets-otherwise', 'warn'],
  ['merge-leaves-the-rest[item]', 'opens-on-patch', 'fail'],
  ['formats-come-back[item]', 'loses-queries', 'fail'],
  ['formats-come-back[item]', 'forgets-offsets', 'fail'],
  ['histories-keep-the-state[item]', 'puts-to-all', 'fail'],
  ['text-comes-back[item]', 'knows-latin-names-alone', 'fail'],
])('%s is held, and a server that %s breaks it', async (law, difference, status) => {
  const { statuses, held } = await fire([law])
  expect([statuses, held]).toEqual([['pass'], []])
  const broken = await fire([law], difference)
  expect([broken.statuses, broken.held]).toEqual([[status], []])
})

test('a create that makes two members is told, and the second is removed too', async () => {
  const { results, held } = await fire(['list-holds-created[item]'], 'makes-two')
  expect(results).toEqual([expect.stringMatching(/: fail: expected one member from one create, got \d+ beside \d+$/)])
  expect(held.length).toBeLessThan(5)
})

test('a secret that only the create is meant to show is looked for in later answers', async () => {
  const laws = ['secrets-are-hidden[item]', 'read-equals-write[item]']
  expect((await fire(laws)).statuses).toEqual(['pass', 'pass'])
  const { results } = await fire(laws, 'shows-secrets-again')
  expect(results).toContainEqual(
    expect.stringContaining('secrets-are-hidden[item]: warn: expected no part of the secret'),
  )
})

test('a list may leave out members by a flag: that is told as a warning, and by one law alone', async () => {
  const { results } = await fire([], 'hides-archived')
  expect(results.filter((one) => one.includes(': fail'))).toEqual([])
  expect(results.filter((one) => one.includes('in the list'))).toEqual([
    expect.stringContaining('list-holds-created[item]: warn'),
  ])
})

test('a list of six members is walked on three pages', async () => {
  const laws = ['pages-hold-all-members[item]']
  expect((await fire(laws, undefined, 1)).statuses).toEqual(['pass'])
  expect((await fire(laws, 'repeats-the-second-page', 1)).statuses).toEqual(['fail'])
})

test('forms that a server refuses together are sent one by one', async () => {
  expect((await fire(['formats-come-back[item]'], 'refuses-queries')).statuses).toEqual(['pass'])
})

test('a filter that leaves many members is held with their total', async () => {
  expect((await fire(['filters-filter[item]'], undefined, 12)).statuses).toEqual(['pass'])
  expect((await fire(['filters-filter[item]'], 'counts-beside-filters', 12)).statuses).toEqual(['warn'])
})

test('a total in a header that the document does not require may be missing', async () => {
  const { results } = await fire(['total-counts-members[item]'], 'tells-no-total')
  expect(results).toEqual(['law.total-counts-members[item]: skip: no page states a total'])
})
