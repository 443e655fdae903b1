import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { Report } from '../../report/report.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt } from './fire-at.test-support.ts'
import { WORKSHOP } from './workshop-document.test-support.ts'
import { createWorkshop, type Difference } from './workshop.test-support.ts'

const { document } = readWritten({ 'workshop.yaml': WORKSHOP })
const model = inferModel(document)

interface Fired {
  readonly report: Report
  readonly held: readonly string[]
}

async function fire(laws: readonly string[], difference?: Difference): Promise<Fired> {
  const workshop = createWorkshop(difference)
  const report = await fireAt(document, (request) => workshop.answer(request), {
    principals: { owner: { headers: { 'X-Key': 'one' } }, stranger: { headers: { 'X-Key': 'two' } } },
    level: 'should',
    selects: (id) => laws.length === 0 || laws.some((law) => id === `law.${law}`),
  })
  return { report, held: workshop.held() }
}

const outcome = ({ report: { results }, held }: Fired) => ({
  results: results.map(({ status, reason, findings }) =>
    [status, ...(status === 'skip' ? [reason] : []), ...findings.map(({ message }) => message)].join(': '),
  ),
  held,
})

test.each([
  'update-shows[page]',
  'invalid-update-is-refused[page]',
  'null-removes[page]',
  'keys-stay[page]',
  'boundary-values-come-back[block]',
  'text-comes-back[label]',
  'text-comes-back[export]',
])('%s is held by a server of the workshop', async (law) => {
  expect(outcome(await fire([law]))).toEqual({ results: ['pass'], held: [] })
})

test.each<[string, Difference]>([
  ['merge-leaves-the-rest[page]', 'merges-at-the-top'],
  ['merge-leaves-the-rest[profile]', 'profile-forgets'],
  ['alternatives-come-back[block]', 'loses-alternatives'],
  ['total-counts-members[block]', 'counts-all-blocks'],
  ['sorts-sort[label]', 'does-not-sort'],
  ['invalid-create-is-refused[label]', 'takes-any-form'],
  ['strangers-are-refused[space]', 'strangers-overwrite'],
  ['stale-write-is-refused[space]', 'deletes-any-version'],
  ['missing-version-is-refused[space]', 'deletes-any-version'],
  ['location-leads-there[export]', 'locations-lead-nowhere'],
  ['read-equals-write[export]', 'loses-titles'],
  ['create-only-if-none[space]', 'creates-over-members'],
  ['unique-values-stay-unique[space]', 'tells-case-apart'],
])('%s is held, and a server that %s breaks it', async (law, difference) => {
  expect(outcome(await fire([law]))).toEqual({ results: ['pass'], held: [] })
  expect((await fire([law], difference)).report.causes.length).toBeGreaterThan(0)
})

test('a stranger with members of its own under the same keys breaks nothing, and leaves none', async () => {
  expect(outcome(await fire(['strangers-are-refused[space]'], 'spaces-of-each-caller'))).toEqual({
    results: ['pass'],
    held: [],
  })
})

test('a member that is still read after its delete is not gone: a second delete is not judged', async () => {
  expect(outcome(await fire(['delete-again[label]'])).results).toEqual([
    'skip: a deleted member is still read: it is not gone',
  ])
})

test('a key with a prefix and a number has another number where no member has the key', async () => {
  const { report } = await fire(['unknown-member-is-not-found[label]'])
  expect(report.results.map(({ status }) => status)).toEqual(['pass'])
})

test('an update takes the member where its own bodies have it, and a singleton may be wrapped in answers alone', () => {
  const { page, profile } = model.resources
  expect([page?.wrap?.value, page?.updates[0]?.wrap]).toEqual([{ request: '/data', answer: '/data' }, ''])
  expect([profile?.singleton, profile?.wrap?.value, profile?.updates[0]?.wrap]).toEqual([
    true,
    { answer: '/data' },
    undefined,
  ])
})

test('operations that belong to no resource are told', () => {
  expect(model.remarks).toEqual(['GET /search belongs to no resource, so no law is about it'])
})

test('a member that never comes after a 202 is waited for once', async () => {
  const laws = ['read-equals-write', 'text-comes-back', 'boundary-values-come-back', 'deleted-is-gone']
  const { report } = await fire(
    laws.map((law) => `${law}[export]`),
    'exports-never-come',
  )
  const reason = 'the export was accepted with 202, and was not there 5 s later'
  expect(report.results.map((one) => [one.status, one.reason])).toEqual(laws.map(() => ['skip', reason]))
  expect(report.requests.sent).toBeLessThan(50)
})

test('a law that stands on a guess, and lacks its facts elsewhere, is listed as presumed alone', async () => {
  const { report } = await fire(['deleted-leaves-the-list[label]', 'deleted-leaves-the-list[space]'])
  const listed = report.requirements.filter(({ id }) => id.startsWith('deleted-leaves'))
  expect(listed.map(({ id, status }) => [id, status])).toEqual([['deleted-leaves-the-list.presumed', 'verified']])
})

test('a member that is made later may be listed later', async () => {
  const laws = ['list-holds-created[export]', 'histories-keep-the-state[export]']
  expect(outcome(await fire(laws, 'exports-are-listed-late'))).toEqual({ results: ['pass', 'pass'], held: [] })
})
