import { expect, test } from 'vitest'
import { CONTRACT, OWN_SUITES } from '../contract/loaded.test-support.ts'
import { loadSuites } from '../suite/load-suites.ts'
import { valueAt } from '../json/pointer.ts'
import { accepted } from '../suite/mistakes.test-support.ts'
import { drawCase } from './draw/draw-case.ts'
import { estimateOnce } from './order/estimate.ts'
import { planCases } from './plan.ts'
import type { DrawnCase, PlannedCase } from './planned-case.ts'
import { onlyReads } from './order/writes.ts'

const SUITES = accepted('language')
const OWN = loadSuites([OWN_SUITES], CONTRACT)
const plan = (seed: number): ReturnType<typeof planCases> => planCases(SUITES, CONTRACT, seed)
const drawn = (id: string, seed = 1): DrawnCase => {
  const planned = plan(seed).find((one) => one.id === id)
  if (planned === undefined) throw new Error(`there is no ${id}`)
  return drawCase(planned, CONTRACT)
}

test('a planned case has its id, template, claims, requirements and their highest level', () => {
  expect(plan(1)[0]).toMatchObject({
    id: 'language.product[DATADOG,1,first]',
    template: 'language.product',
    title: 'a product of columns and a table, named rows among them',
    about: 'a sentence more',
    needs: ['credentials', 'otherGroup', 'principal.reader'],
    given: { absent: ['DATADOG'], configured: ['WEBHOOK', 'PROMETHEUS'], otherAbsent: ['DATADOG'] },
    requirements: ['create-succeeds', 'groups-are-isolated', 'list-succeeds', 'next-leads-through-all'],
    level: 'must',
  })
})

test('columns are bound in requests, walks, expectations and branches', () => {
  const { steps } = drawn('language.product[SLACK,2,second]')
  expect(steps).toMatchObject([
    {
      request: {
        operation: 'create',
        key: 'SLACK',
        as: 'reader',
        query: { itemsPerPage: '2', pretty: 'true' },
        headers: { Accept: null, 'X-Dollar': '$money' },
        body: { json: { type: 'SLACK', id: null } },
      },
      save: { first: '/results/0', whole: '', text: 'text' },
      snapshots: false,
      then: [
        { when: { status: 200, method: 'POST' }, request: { operation: 'read', key: 'SLACK', scope: 'other' } },
        { request: { operation: 'list' }, expect: [{ value: { '/results/0': { equals: '$first' } }, open: true }] },
      ],
    },
    { walk: { operation: 'list', query: { itemsPerPage: '2' }, by: 'number' } },
  ])
})

test('set-ups use the payload of the case, with drawn secrets', () => {
  const { setUps } = drawn('language.product[SLACK,2,second]')
  expect(setUps.map(({ key }) => key)).toEqual(['WEBHOOK', 'PROMETHEUS'])
  expect(setUps[0]?.body).toEqual({
    type: 'WEBHOOK',
    url: expect.stringMatching(/^https:\/\/hooks-\w+\.example\.com\//) as string,
  })
})

test('raw bytes, a method, a raw query and a group id of a case are sent unchanged', () => {
  expect(drawn('language.bodies[SLACK,/w==]').steps[0]?.request).toEqual({
    operation: 'create',
    as: 'owner',
    key: 'SLACK',
    scope: '0123',
    method: 'PATCH',
    query: {},
    rawQuery: 'a=%zz',
    headers: {},
    body: { bytes: new Uint8Array([255]) },
  })
  expect(drawn('language.bodies[SLACK,]').steps[0]?.request?.body).toEqual({ bytes: new Uint8Array() })
})

test('a text with a leading doubled dollar is sent with a single dollar', () => {
  const [raw, json, payload] = drawn('language.texts[$$a]').steps
  expect(raw?.request?.body).toEqual({ bytes: new TextEncoder().encode('$a') })
  expect(json?.request?.body).toEqual({ json: { url: '$$a', list: ['$$a', '$$value'] } })
  expect(payload?.request?.body).toMatchObject({ json: { id: '$$a', type: 'WEBHOOK' } })
})

test('a payload has the changes of the case, and a new secret has the form of its property', () => {
  const [, , step] = drawn('language.texts[a$b]').steps
  const { json } = (step?.request?.body ?? { json: {} }) as { json: Record<string, string> }
  expect(Object.keys(json)).not.toContain('secret')
  expect(Object.keys(json)).not.toContain('bodyTemplate')
  expect(json['headersTemplate']).toMatch(/^\{"x-a":"\w{18}","x-b":"\w{12}"\}$/)
  expect(json['id']).toBe('a$b')
})

test('a body is sent only to operations with a body, or with a method of the case', () => {
  const [suite] = SUITES
  const [template] = suite?.cases ?? []
  const [step] = template?.steps ?? []
  if (suite === undefined || template === undefined || step?.send === undefined) throw new Error('no step')
  const body = { payload: 'full', of: 'DATADOG' }
  const sent = (send: object): unknown => {
    const one = { ...step, send: { operation: 'read' as const, key: 'DATADOG', body, ...send } }
    const [planned] = planCases([{ ...suite, cases: [{ ...template, steps: [one] }] }], CONTRACT, 1)
    return planned === undefined ? undefined : drawCase(planned, CONTRACT).steps[0]?.request?.body
  }
  expect(sent({})).toBe(undefined)
  expect(sent({ operation: 'delete' })).toBe(undefined)
  expect(sent({ operation: 'update' })).toBeDefined()
  expect(sent({ method: 'DELETE' })).toBeDefined()
})

test('one seed gives the same bytes; other seeds and other cases give other secrets', () => {
  const bodies = (seed: number): readonly string[] => plan(seed).map((one) => JSON.stringify(drawCase(one, CONTRACT)))
  expect(bodies(1)).toEqual(bodies(1))
  expect(bodies(1)).not.toEqual(bodies(2))
  const urls = plan(1)
    .flatMap((one) => drawCase(one, CONTRACT).setUps)
    .map(({ body }) => body['url'])
    .filter((url) => url !== undefined)
  expect(urls.length).toBeGreaterThan(6)
  expect(new Set(urls).size).toBe(urls.length)
})

test('the requests of a case do not depend on other planned cases', () => {
  const [suite] = SUITES
  if (suite === undefined) throw new Error('no suite')
  const alone = planCases([{ ...suite, cases: suite.cases.slice(2) }], CONTRACT, 1)
  const [last, same] = [alone.at(-1), plan(1).at(-1)]
  if (last === undefined || same === undefined) throw new Error('nothing is planned')
  expect(drawCase(last, CONTRACT)).toEqual(drawCase(same, CONTRACT))
})

test('an example is put into the case that asks for it, also right after another one', () => {
  const [create, update] = ['property.create-accepts[SLACK]', 'property.update-accepts[SLACK]'].map((id) =>
    planCases(OWN, CONTRACT, 1).find((planned) => planned.id === id),
  )
  if (create === undefined || update === undefined) throw new Error('the properties are gone')
  const example = { path: '0', name: 'random', value: { type: 'SLACK' }, shrinks: () => [] }
  const operations = [create, update, create].map(
    (planned) => drawCase(planned, CONTRACT, example).steps[0]?.request?.operation,
  )
  expect(operations).toEqual(['create', 'update', 'create'])
  expect(drawCase(create, CONTRACT, example)).toBe(drawCase(create, CONTRACT, example))
})

test('a planned case is plain data: a JSON copy draws the same values', () => {
  for (const planned of [...plan(1), ...planCases(OWN, CONTRACT, 1)]) {
    const read = JSON.parse(JSON.stringify(planned)) as typeof planned
    expect(read).toEqual(planned)
    expect(drawCase(read, CONTRACT)).toEqual(drawCase(planned, CONTRACT))
  }
})

test('$others is every type with a schema that the row does not claim, and $types is all of them', () => {
  const others = plan(1).filter(({ template }) => template === 'language.others')
  expect(others).toHaveLength(16)
  expect(others[0]).toMatchObject({ id: 'language.others[DATADOG,PAGER_DUTY]' })
  expect(others[0]?.given.absent).toEqual(['DATADOG'])
  expect(others[0]?.given.configured.slice(0, 2)).toEqual(['PAGER_DUTY', 'SLACK'])
  expect(others[0]?.given.configured).toHaveLength(8)
  expect(others[0]?.given.otherAbsent).toEqual(Object.keys(CONTRACT.resource.variants))
})

test('a text is repeated in columns and bodies, and stays a text where it starts with a dollar', () => {
  const [first, second] = drawn('language.repeats[$$$,rockets]').steps
  expect(first?.request?.body).toEqual({ json: { url: ['abab'], more: '🚀🚀🚀' } })
  expect(second?.request?.body).toMatchObject({ json: { id: 'a'.repeat(81), secret: '$$$' } })
})

/** The planned case of the package with creates at the same moment. */
function together(): PlannedCase {
  const planned = planCases(OWN, CONTRACT, 1).find(({ id }) => id === 'concurrency.creates-of-one-type')
  if (planned === undefined) throw new Error('there is no such case')
  return planned
}

test('each request of a moment has secrets of its own, equal at each plan', () => {
  const [first = [], second] = [1, 2].map(() =>
    drawCase(together(), CONTRACT).steps[0]?.together?.map(({ request }) => valueAt(request.body, '/json/apiToken')),
  )
  expect(new Set(first).size).toBe(6)
  expect(second).toEqual(first)
})

test('a case with requests at the same moment needs that they are allowed, and is estimated with all its rounds', () => {
  expect([together().needs, onlyReads(together(), CONTRACT)]).toEqual([['concurrency'], false])
  // Five creates, a list and two reads, then a list, a read and a delete, three times.
  expect(estimateOnce(together(), CONTRACT)).toEqual({ expected: 33, most: 33 })
})

test('no id of a case holds a secret that the case sends: reports mask it, and a masked id names no case', () => {
  const ids = planCases(OWN, CONTRACT, 1).map(({ id }) => id)
  expect(ids.filter((id) => /xoxb-|:\/\/|(?=\w*\d)(?=\w*[a-zA-Z])\w{20,}/.test(id))).toEqual([])
})
