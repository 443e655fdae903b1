import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { served, targetAt } from '../../http/served.test-support.ts'
import { fireAt, lawRun, told } from '../tests/fire-at.test-support.ts'
import type { Report } from '../../report/report.ts'
import { runLaws } from '../run-laws.ts'

/** Ships whose call sign no two share, which the document does not say. */
const DOCUMENT = `openapi: 3.1.0
info: { title: ships, version: '1' }
paths:
  /ships:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &ship { $ref: '#/components/schemas/Ship' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *ship } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *ship } } } }
  /ships/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one } }
    put: { requestBody: { required: true, content: { application/json: { schema: *ship } } }, responses: { '200': *one } }
    delete: { responses: { '204': { description: gone } } }
components:
  schemas:
    Ship:
      type: object
      required: [ name, callSign, flag ]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string, minLength: 1 }
        callSign: { type: string, pattern: '^[A-Z]{6}$' }
        flag: { enum: [ FI, EE ] }
`

const { document } = readWritten({ 'ships.yaml': DOCUMENT })

interface Ship {
  readonly name: string
  readonly callSign: string
}

type Deviation =
  | 'none'
  | 'not-unique'
  | 'updates-repeat'
  | 'creates-overlap'
  | 'refusals-store'
  | 'keeps-signs'
  | 'names-in-capitals'

function ships(deviation: Deviation): { readonly answer: RequestListener; readonly held: () => number } {
  const store = new Map<string, Ship>()
  const gone = new Set<string>()
  const isTaken = (ship: Ship, own?: string): boolean =>
    deviation !== 'not-unique' &&
    ([...store].some(([id, { callSign }]) => id !== own && callSign === ship.callSign) || gone.has(ship.callSign))
  let last = 0
  const reply = async (method: string, id: string | undefined, sent: string): Promise<readonly [number, unknown?]> => {
    if (id !== undefined && !store.has(id)) return [404]
    if (id !== undefined && method === 'DELETE') {
      if (deviation === 'keeps-signs') gone.add(store.get(id)?.callSign ?? '')
      return [store.delete(id) ? 204 : 404]
    }
    if (method === 'GET') return [200, id === undefined ? [...store.values()] : store.get(id)]
    const ship = JSON.parse(sent) as Ship
    const before = store.get(id ?? '')
    if (isTaken(ship, id) && before !== undefined && deviation === 'refusals-store')
      store.set(id ?? '', { ...before, ...ship, callSign: before.callSign })
    if (isTaken(ship, id) && !(method === 'PUT' && deviation === 'updates-repeat')) return [409]
    if (deviation === 'creates-overlap') await sleep(20)
    const key = id ?? String((last += 1))
    const name = deviation === 'names-in-capitals' ? ship.name.toUpperCase() : ship.name
    const stored = { ...ship, name, id: key }
    store.set(key, stored)
    return [method === 'PUT' ? 200 : 201, stored]
  }
  return {
    held: () => store.size,
    answer: (request, response) => {
      const [, , id] = (request.url ?? '').split('/')
      void text(request)
        .then((sent) => reply(request.method ?? '', id, sent))
        .catch((): readonly [number] => [400])
        .then(([status, body]) =>
          response
            .writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' })
            .end(body === undefined ? undefined : JSON.stringify(body)),
        )
    },
  }
}

const LAWS = [
  'law.unique-values-stay-unique[ship]',
  'law.concurrent-unique-values[ship]',
  'law.deleted-frees-its-values[ship]',
]

async function fireShips(deviation: Deviation): Promise<{ readonly report: Report; readonly left: number }> {
  const { answer, held } = ships(deviation)
  const target = targetAt(await served(answer))
  const report = await fireAt(document, () => Promise.reject(new Error('unused')), {
    target,
    selects: (id) => LAWS.includes(id),
  })
  return { report, left: held() }
}

test('a property that creates show to be unique is held in updates and in creates at the same moment', async () => {
  const right = await fireShips('none')
  expect(told(right.report)).toEqual([])
  expect(right.report.results.map(({ id, status }) => [id, status])).toEqual(LAWS.map((id) => [id, 'pass']))
  const repeating = await fireShips('updates-repeat')
  expect(told(repeating.report)).toEqual(['warn law.unique-values-stay-unique[ship]'])
  expect(repeating.report.causes.map(({ message }) => message).join()).toContain('an update with "')
  const overlapping = await fireShips('creates-overlap')
  expect(told(overlapping.report)).toEqual(['warn law.concurrent-unique-values[ship]'])
  const storing = await fireShips('refusals-store')
  expect(told(storing.report)).toEqual(['warn law.unique-values-stay-unique[ship]'])
  const capital = await fireShips('names-in-capitals')
  expect(told(capital.report)).toEqual([])
  const keeping = await fireShips('keeps-signs')
  expect(told(keeping.report)).toEqual(['warn law.deleted-frees-its-values[ship]'])
  expect([right.left, repeating.left, overlapping.left, keeping.left]).toEqual([0, 0, 0, 0])
})

test('texts that members may share are not unique', async () => {
  const { report, left } = await fireShips('not-unique')
  expect(report.results.map(({ status, reason }) => [status, reason])).toEqual(
    LAWS.map(() => [
      'skip',
      'the contract does not say which property of a member is unique, and no create with a text of another member was refused',
    ]),
  )
  expect(left).toBe(0)
})

test('a statement makes a repeat among creates at the same moment a must', async () => {
  const { answer } = ships('creates-overlap')
  const run = lawRun(document, () => Promise.reject(new Error('unused')), {
    target: targetAt(await served(answer)),
    selects: (id) => id === LAWS[1],
  })
  const { ship } = run.model.resources
  if (ship === undefined) throw new Error('the document has ships')
  const unique = [{ value: '/callSign', certainty: 'sure' as const, because: 'a test' }]
  const model = { ...run.model, resources: { ...run.model.resources, ship: { ...ship, unique } } }
  const statuses: string[] = []
  for await (const event of runLaws({ ...run, model })) if (event.type === 'result') statuses.push(event.result.status)
  expect(statuses).toEqual(['fail'])
})
