import { expect, test } from 'vitest'
import type { Credentials } from '../http/auth/schemes.ts'
import { APIS } from '../../fixtures/apis/apis.ts'
import type { Fact, Model, Resource } from '../resource/model.ts'
import { causesAt, fireLaws } from './tests/fire-laws.test-support.ts'
import type { RunEvent } from '../report/run-event.ts'

test.each(APIS.map(({ name }) => name))(
  'the server of %s conforms, and holds afterwards what it held before',
  async (name) => {
    const fired = await fireLaws(name)
    const { report, held } = fired
    expect({ verdict: report.verdict, musts: causesAt('must', fired), left: report.leftBehind }).toEqual({
      verdict: 'conforms',
      musts: [],
      left: undefined,
    })
    expect(held[1]).toEqual(held[0])
    const resources = new Set(report.results.map(({ id }) => id.split('[')[1]))
    expect(report.requests.sent).toBeLessThan(350 * resources.size)
  },
)

test.each([
  ['users', 'users.patch-drops-the-rest', 'merge-leaves-the-rest'],
  ['users', 'users.escaped-names-are-lost', 'special-keys-work'],
  ['users', 'users.total-counts-the-page', 'total-counts-members'],
  ['users', 'users.total-counts-deleted', 'total-counts-members'],
  ['users', 'users.pages-overlap', 'pages-hold-all-members'],
  ['users', 'users.second-create-overwrites', 'second-create-of-a-key'],
  ['users', 'users.refused-create-is-kept', 'refused-create-leaves-nothing'],
  ['users', 'users.deletes-need-no-credentials', 'no-credentials-are-refused'],
  ['users', 'users.strangers-read', 'strangers-are-refused'],
  ['notes', 'notes.null-does-not-remove', 'null-removes'],
  ['notes', 'notes.cursors-skip', 'pages-hold-all-members'],
  ['notes', 'notes.stale-writes-are-accepted', 'stale-write-is-refused'],
  ['notes', 'notes.stale-writes-are-stored', 'stale-write-is-refused'],
  ['notes', 'notes.tests-of-patches-are-ignored', 'failed-patch-changes-nothing'],
  ['notes', 'notes.failed-patches-are-half-done', 'failed-patch-changes-nothing'],
  ['notes', 'notes.removes-are-ignored', 'patch-removes'],
  ['notes', 'notes.times-can-be-sent', 'server-values-stay'],
  ['users', 'users.a-name-is-deleted-everywhere', 'whole-key-names-a-member'],
  ['notes', 'notes.refused-patch-is-half-stored', 'refused-write-changes-nothing'],
  ['notes', 'notes.versions-stay', 'version-changes'],
  ['notes', 'notes.location-leads-nowhere', 'location-leads-there'],
  ['notes', 'notes.comments-below-other-notes', 'children-stay-with-their-parent'],
  ['notes', 'notes.comments-outlive-their-note', 'deleted-parent-takes-children'],
  ['notes', 'notes.any-token-will-do', 'wrong-credentials-are-refused'],
  ['notes', 'notes.emoji-are-lost', 'text-comes-back'],
  ['shop', 'shop.put-adds-up', 'put-twice-is-once'],
  ['shop', 'shop.limit-is-ignored', 'page-size-is-kept'],
  ['shop', 'shop.pages-lose-their-last', 'pages-hold-all-members'],
  ['shop', 'shop.last-page-is-lost', 'pages-hold-all-members'],
  ['notes', 'notes.pages-lose-their-last', 'pages-hold-all-members'],
  ['notes', 'notes.old-notes-repeat', 'pages-hold-all-members'],
  ['shop', 'shop.clerks-write', 'readers-do-not-write'],
  ['shop', 'shop.cancelled-stays-open', 'delete-has-effect'],
  ['shop', 'shop.settings-are-lost', 'update-shows'],
  ['shop', 'shop.refused-settings-are-stored', 'refused-write-changes-nothing'],
])('at %s, %s breaks the law %s', async (name, as, law) => {
  const right = await fireLaws(name, { laws: [law] })
  expect(causesAt('must', right)).toEqual([])
  const { report } = await fireLaws(name, { as, laws: [law] })
  expect(report.verdict).toBe('violates')
  expect([...new Set(report.causes.map(({ requirement }) => requirement))]).toEqual([law])
})

test.each([
  ['notes', 'notes.challenge-is-missing', 'challenge-is-sent'],
  ['shop', 'shop.allow-is-missing', 'unsupported-methods'],
  ['shop', 'shop.unknown-before-key', 'credentials-come-first'],
])('at %s, %s is a warning of %s', async (name, as, law) => {
  const fired = await fireLaws(name, { as })
  expect(fired.report.verdict).toBe('conforms')
  expect(causesAt('should', fired).some((cause) => cause.startsWith(law))).toBe(true)
})

test('a deleted member that is listed and not read is told, though the document states no 404', async () => {
  const laws = ['deleted-leaves-the-list']
  const fired = await fireLaws('shop', { as: 'shop.deleted-product-is-still-listed', laws })
  expect(causesAt('should', fired)).toEqual(['deleted-leaves-the-list.presumed/still-listed[product]'])
})

test('a resource that may not be written is only read, and its other laws say so', async () => {
  const { report, held } = await fireLaws('notes', { more: { mayWrite: () => false, verbose: true } })
  const methods = report.results.flatMap(({ exchanges }) => exchanges.map(({ request }) => request.method))
  expect(methods.length).toBeGreaterThan(0)
  expect(new Set(methods)).toEqual(new Set(['GET']))
  expect(report.results.find(({ id }) => id === 'law.read-equals-write[note]')).toMatchObject({
    status: 'skip',
    reason: 'the run may not write note; --write note allows it',
  })
  expect(held[1]).toEqual(held[0])
  const skipped = report.results.filter(({ reason = '' }) => reason.startsWith('the run may not write'))
  expect(report.onlyRead).toEqual({ resources: ['note', 'comment'], cases: skipped.length })
})

test('a law whose fact is missing is not verified, and the report says which', async () => {
  const { report } = await fireLaws('notes', { laws: ['total-counts-members'] })
  expect(report.requirements).toMatchObject([
    {
      id: 'total-counts-members',
      status: 'unverified',
      reason: 'the contract does not say where a list states its total',
    },
  ])
})

test('a reason that a law does not apply names what the contract says', async () => {
  const laws = ['far-page-is-empty', 'special-keys-work', 'pages-hold-all-members', 'deleted-is-gone']
  const { report } = await fireLaws('notes', { laws })
  const reasons = report.results.flatMap(({ id, reason }) => (reason === undefined ? [] : [`${id}: ${reason}`]))
  expect(reasons).toMatchInlineSnapshot(`
    [
      "law.far-page-is-empty[note]: the pages of the list have no numbers",
      "law.special-keys-work[note]: the contract says that the server names the members",
      "law.far-page-is-empty[comment]: the pages of the list have no numbers",
      "law.special-keys-work[comment]: the contract says that the server names the members",
    ]
  `)
})

test('a total is right where small pages lose members', async () => {
  const fired = await fireLaws('shop', { as: 'shop.pages-lose-their-last', laws: ['total-counts-members'] })
  expect(causesAt('must', fired)).toEqual([])
  expect(fired.report.results.find(({ id }) => id === 'law.total-counts-members[product]')).toMatchObject({
    status: 'skip',
    reason: 'small and large pages show other members, as pages-hold-all-members tells',
  })
})

test.each([
  ['the number of all', 'pass', undefined],
  ['the number of the page', 'fail', 'expected the total 5, got 2'],
  ['no number', 'fail', 'expected the total 5, got "many"'],
])('a total in a header is held to the members: %s', async (says, status, message) => {
  const { report } = await fireLaws('shop', {
    laws: ['total-counts-members'],
    change: (model, answers) => ({
      model: withFacts(model, 'product', {
        list: { ...productList(model), total: sure('header:X-Total-Count') },
      }),
      answers: {
        ...answers,
        answer: async (call) => {
          const reply = await answers.answer(call)
          const { products, total } = (reply.body ?? {}) as {
            readonly products?: readonly unknown[]
            readonly total?: number
          }
          if (products === undefined) return reply
          const counted = says === 'no number' ? 'many' : says === 'the number of all' ? total : products.length
          return { ...reply, headers: { ...reply.headers, 'X-Total-Count': String(counted) } }
        },
      },
    }),
  })
  const result = report.results.find(({ id }) => id === 'law.total-counts-members[product]')
  expect([result?.status, result?.findings[0]?.message]).toEqual([status, message])
  if (status === 'fail') expect(result?.findings[0]?.at).toBe('header:X-Total-Count')
})

test.each([400, 412, 428])('a write that lacks its version, answered %d, is sent again with it', async (missing) => {
  const { report } = await fireLaws('notes', {
    laws: ['update-shows'],
    change: (model, answers) => ({
      model: withFacts(model, 'note', { version: sure({ header: 'etag', stale: 412, missing }) }),
      answers: {
        ...answers,
        answer: (call) =>
          call.method === 'PATCH' && call.headers['if-match'] === undefined
            ? { status: missing, body: { title: 'If-Match is missing' }, headers: PROBLEM }
            : answers.answer(call),
      },
    }),
  })
  expect(report.results.find(({ id }) => id === 'law.update-shows[note]')?.status).toBe('pass')
})

function productList(model: Model): NonNullable<Resource['list']> {
  const list = model.resources['product']?.list
  if (list === undefined) throw new Error('products have no list')
  return list
}

const PROBLEM = { 'Content-Type': 'application/problem+json' }

function sure<T>(value: T): Fact<T> {
  return { value, certainty: 'sure', because: 'a test says so' }
}

/** A model with other facts of a resource. */
function withFacts(model: Model, name: string, facts: Partial<Resource>): Model {
  const resource = model.resources[name]
  if (resource === undefined) throw new Error(`there is no ${name}`)
  return { ...model, resources: { ...model.resources, [name]: { ...resource, ...facts } } }
}

test('a run in which every create was refused is inconclusive, and names the refusal', async () => {
  const reader = APIS.find(({ name }) => name === 'shop')?.principals['reader']
  const { report } = await fireLaws('shop', {
    more: { principals: { owner: reader as Credentials }, mayWrite: (name) => name === 'product' },
  })
  expect(report.verdict).toBe('inconclusive')
  expect(report.reason).toMatch(/^no \w+ could be made: \w+ \S+ was answered 403; no law that writes could be checked$/)
})

test('a budget leaves out laws, and members of the run are removed all the same', async () => {
  const { report, held } = await fireLaws('notes', { more: { budget: { requests: 40 } } })
  expect(report.budget?.leftOut.length).toBeGreaterThan(50)
  expect(report.verdict).toBe('conforms')
  expect(held[1]).toEqual(held[0])
})

test('an interrupted run removes its members, and waits where the server limits deletes', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const limited = new Map<string, number>()
  let sent = 0
  const now = (): number => {
    sent += 1
    if (sent === 60) controller.abort()
    return Date.now()
  }
  const { report, held } = await fireLaws('notes', {
    more: { signal, onHint: () => undefined, clock: { now, sleep: () => Promise.resolve() } },
    change: (model, answers) => {
      const answer: typeof answers.answer = (call) => {
        const at = call.path.join('/')
        const count = limited.get(at) ?? 0
        if (call.method !== 'DELETE' || !signal.aborted || count > 3) return answers.answer(call)
        limited.set(at, count + 1)
        return { status: 429, headers: { ...PROBLEM, 'Retry-After': '0' }, body: {} }
      }
      return { model, answers: { ...answers, answer } }
    },
  })
  expect([report.interrupted, report.verdict, limited.size > 0]).toEqual([true, 'inconclusive', true])
  expect(held[1]).toEqual(held[0])
})

test('a run tells its progress, and an interrupted one the members that it removes', async () => {
  const told: RunEvent[] = []
  const controller = new AbortController()
  await fireLaws('users', {
    more: { progressEvery: 5, signal: controller.signal },
    onEvent: (event) => {
      told.push(event)
      if (event.type === 'result' && event.result.id === 'law.page-size-is-kept[databaseUser]') controller.abort()
    },
  })
  const progress = told.flatMap((event) => (event.type === 'progress' ? [event.sent] : []))
  expect(progress.length).toBeGreaterThan(1)
  expect(progress).toEqual(progress.toSorted((one, other) => one - other))
  expect(told.filter(({ type }) => type === 'cleanup')).toEqual([{ type: 'cleanup', members: 6 }])
  expect(told.at(-1)?.type).toBe('report')
})

test('members whose delete has no effect are named, whatever laws were fired', async () => {
  const { report, held } = await fireLaws('users', { as: 'users.deleted-is-still-read', laws: ['read-equals-write'] })
  expect(report.leftBehind).toHaveLength(Number(held[1]))
  expect(report.leftBehind?.[0]).toMatch(
    /^databaseUser at \/api\/\S+ \(its delete succeeds, and the list still shows it\)$/,
  )
})

test('a cause has the same id at every seed', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(async (seed) => {
      const fired = await fireLaws('shop', { as: 'shop.put-adds-up', laws: ['put-twice-is-once'], more: { seed } })
      return causesAt('must', fired)
    }),
  )
  expect(ids).toEqual([ids[0], ids[0], ids[0]])
  expect(ids[0]).toEqual(['put-twice-is-once/value-differs[product]'])
})

test('a caller with a singleton of their own is not accused, and keeps it', async () => {
  const { owner = {}, reader = {} } = APIS.find(({ name }) => name === 'shop')?.principals ?? {}
  const { report, held } = await fireLaws('shop', {
    as: 'shop.settings-are-personal',
    laws: ['strangers-are-refused', 'readers-do-not-write'],
    more: { principals: { owner, reader, stranger: reader } as Readonly<Record<string, Credentials>> },
  })
  const settings = report.results.filter(({ id }) => id.endsWith('[setting]'))
  expect(settings.map(({ status, reason }) => `${status}: ${reason}`)).toEqual([
    'skip: the path of a setting names nobody: a stranger may have one of their own',
    'skip: the path of a setting names nobody: a reader may have one of their own',
  ])
  expect(held[1]).toEqual(held[0])
})
