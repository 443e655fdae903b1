import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import type { Report } from '../../report/report.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Vehicles of two kinds. A radio is closed, and its code is a secret; a merge patch may leave the code as it is. */
const GARAGE = `openapi: 3.1.0
info: { title: garage, version: '1' }
paths:
  /{tenant}/vehicles:
    parameters: &tenant [ &t { name: tenant, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &one { $ref: '#/components/schemas/Vehicle' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *one } } }
      responses: { '201': &shown { description: one, content: { application/json: { schema: *one } } }, '400': &no { description: refused } }
  /{tenant}/vehicles/{id}:
    parameters: [ *t, { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *shown, '404': *no } }
    patch:
      requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/Change' } } } }
      responses: { '200': *shown, '400': *no, '404': *no }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Vehicle: { oneOf: [ { $ref: '#/components/schemas/Car' }, { $ref: '#/components/schemas/Bike' } ], discriminator: { propertyName: kind, mapping: { car: '#/components/schemas/Car', bike: '#/components/schemas/Bike' } } }
    Car: { type: object, required: [ kind, doors ], properties: { kind: { const: car }, id: { type: integer, readOnly: true }, doors: &doors { type: integer, minimum: 2, maximum: 5 }, radio: &radio { $ref: '#/components/schemas/Radio' } } }
    Bike: { type: object, required: [ kind, bell ], properties: { kind: { const: bike }, id: { type: integer, readOnly: true }, bell: { type: boolean }, gears: { type: integer, minimum: 1, maximum: 9 } } }
    Radio: { type: object, required: [ code, band ], additionalProperties: false, properties: { band: { enum: [ am, fm ] }, code: { type: string, minLength: 12, maxLength: 40, writeOnly: true } } }
    Change: { type: object, properties: { doors: *doors, radio: *radio } }
`

type Difference = 'shows-codes' | 'lists-all-tenants' | 'takes-any-radio' | 'takes-six-doors'
type Values = Readonly<Record<string, unknown>>

const OWN: Readonly<Record<string, readonly string[]>> = {
  car: ['kind', 'doors', 'radio'],
  bike: ['kind', 'bell', 'gears'],
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
}

function isRadio(value: unknown, difference: Difference | undefined): boolean {
  if (!isObject(value)) return false
  const { band, code, ...others } = value
  const isKnown = Object.keys(others).length === 0 || difference === 'takes-any-radio'
  const isCode = typeof code === 'string' && isWithin(Array.from(code).length, 12, 40)
  return isKnown && isCode && (band === 'am' || band === 'fm')
}

function isVehicle({ kind, doors, radio, bell, gears }: Values, difference: Difference | undefined): boolean {
  if (kind === 'bike') return typeof bell === 'boolean' && (gears === undefined || isWithin(gears, 1, 9))
  const most = difference === 'takes-six-doors' ? 6 : 5
  return kind === 'car' && isWithin(doors, 2, most) && (radio === undefined || isRadio(radio, difference))
}

function merged(before: unknown, change: unknown): unknown {
  if (!isObject(change)) return change
  const old: Values = isObject(before) ? before : {}
  const entries = Object.entries({ ...old, ...change }).map(([name, value]): [string, unknown] => [
    name,
    Object.hasOwn(change, name) ? merged(old[name], value) : value,
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== null))
}

function createGarage(difference?: Difference): (request: Request) => Promise<Response> {
  const vehicles = new Map<string, { readonly tenant: string; readonly values: Values }>()
  let last = 0
  const shown = (id: string, { radio, ...others }: Values): Values => {
    const { code, ...open } = isObject(radio) ? radio : {}
    const parts = difference === 'shows-codes' && code !== undefined ? { ...open, code } : open
    return { id: Number(id), ...others, ...(radio === undefined ? {} : { radio: parts }) }
  }
  const store = ([tenant, id]: readonly [string, string], values: unknown, status: number): Response => {
    if (!isObject(values) || !isVehicle(values, difference)) return Response.json({}, { status: 400 })
    const own = OWN[String(values['kind'])] ?? []
    const kept = Object.fromEntries(Object.entries(values).filter(([name]) => own.includes(name)))
    vehicles.set(id, { tenant, values: kept })
    return Response.json(shown(id, kept), { status })
  }
  return async (request) => {
    const [, tenant = '', root, id] = new URL(request.url).pathname.split('/')
    if (root !== 'vehicles') return Response.json({}, { status: 404 })
    const found = vehicles.get(id ?? '')
    if (id !== undefined && found?.tenant !== tenant) return Response.json({}, { status: 404 })
    if (request.method === 'GET' && found !== undefined) return Response.json(shown(id ?? '', found.values))
    if (request.method === 'GET')
      return Response.json(
        [...vehicles].flatMap(([own, one]) =>
          one.tenant === tenant || difference === 'lists-all-tenants' ? [shown(own, one.values)] : [],
        ),
      )
    if (request.method === 'DELETE') return new Response(null, { status: vehicles.delete(id ?? '') ? 204 : 404 })
    const allow = id === undefined ? 'GET, POST' : 'GET, PATCH, DELETE'
    if (request.method !== (id === undefined ? 'POST' : 'PATCH'))
      return Response.json({}, { status: 405, headers: { Allow: allow } })
    if (!/json/.test(request.headers.get('content-type') ?? '')) return Response.json({}, { status: 415 })
    const body: unknown = await request.json().catch(() => undefined)
    if (!isObject(body)) return Response.json({}, { status: 400 })
    if (found !== undefined) return store([tenant, id ?? ''], merged(found.values, body), 200)
    last += 1
    return store([tenant, String(last)], body, 201)
  }
}

const { document } = readWritten({ 'garage.yaml': GARAGE })

function fire(difference?: Difference, seed = 1, runs?: number): Promise<Report> {
  const scopes = { scopes: { tenant: 'one' }, otherScopes: { tenant: 'two' } }
  return fireAt(document, createGarage(difference), { ...scopes, seed, ...(runs === undefined ? {} : { runs }) })
}

test('a writeOnly property within an object of one alternative is a secret', () => {
  expect(inferModel(document).resources['vehicle']?.hidden.map(({ value, certainty }) => [value, certainty])).toEqual([
    ['/radio/code', 'sure'],
  ])
})

test('a server that drops the properties of the other kind is not accused', async () => {
  expect(told(await fire())).toEqual([])
})

test.each<[Difference, string]>([
  ['shows-codes', 'fail law.secrets-are-hidden[vehicle]'],
  ['lists-all-tenants', 'fail law.members-stay-in-their-scope[vehicle]'],
  ['takes-any-radio', 'fail law.forbidden-properties[vehicle]'],
])('a server that %s is told: %s', async (difference, line) => {
  expect(told(await fire(difference))).toContain(line)
})

test('more runs break more places, each as near to its bound as can be', async () => {
  const line = 'fail law.invalid-create-is-refused[vehicle]'
  expect(told(await fire('takes-six-doors', 1, 1))).not.toContain(line)
  expect(told(await fire('takes-six-doors', 1, 40))).toContain(line)
})

test('other seeds break other places first', async () => {
  const found = await Promise.all([1, 2, 3, 4].map((seed) => fire('takes-six-doors', seed)))
  const isFound = found.map((report) => told(report).includes('fail law.invalid-create-is-refused[vehicle]'))
  expect(new Set(isFound)).toEqual(new Set([true, false]))
})
