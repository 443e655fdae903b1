import { isObject } from '../../json/pointer.ts'
import { objectIn } from './json-in.test-support.ts'

/** Boats with settings, of which each has one, and berths whose key has two parts in the path. */
export const HARBOUR = `openapi: 3.1.0
info: { title: harbour, version: '1' }
paths:
  /boats:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &boat { $ref: '#/components/schemas/Boat' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/NewBoat' } } } }, responses: { '201': &aBoat { description: one, content: { application/json: { schema: *boat } } }, '422': &no { description: refused } } }
  /boats/{boat}:
    parameters: &inBoat [ { name: boat, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *aBoat, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /boats/{boat}/settings:
    parameters: *inBoat
    get: { responses: { '200': &settings { description: all, content: { application/json: { schema: &set { $ref: '#/components/schemas/Settings' } } } }, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *set } } }, responses: { '200': *settings, '404': *no, '422': *no } }
  /berths:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &berth { $ref: '#/components/schemas/Berth' } } } } } } }
  /berths/{pier}/{day}:
    parameters: [ { name: pier, in: path, required: true, schema: { type: string, pattern: '^[a-z0-9]{2,20}$' } }, { name: day, in: path, required: true, schema: { type: string, format: date } } ]
    get: { responses: { '200': &aBerth { description: one, content: { application/json: { schema: *berth } } }, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Owner' } } } }, responses: { '200': *aBerth, '201': *aBerth, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewBoat: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1, maxLength: 60 }, place: &place { type: object, required: [ lat ], properties: { lat: { type: number, minimum: -90, maximum: 90 } } } } }
    Boat: { type: object, required: [ id, name ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, place: *place } }
    Settings: { type: object, required: [ depth, mode ], properties: { depth: { type: integer, minimum: 1, maximum: 90 }, mode: { enum: [ calm, storm ] }, hook: { type: string, format: uri, maxLength: 90 }, lights: { type: integer, minimum: 0, maximum: 9, default: 3 }, note: { type: string, maxLength: 90 } } }
    Owner: { type: object, required: [ owner ], properties: { owner: { type: string, minLength: 1, maxLength: 60 } } }
    Berth: { type: object, required: [ pier, day, owner ], properties: { pier: { type: string }, day: { type: string, format: date }, owner: { type: string } } }
`

/** A difference of a server from the first. */
export type Difference =
  | 'keeps-settings'
  | 'shares-settings'
  | 'resets-otherwise'
  | 'loses-queries'
  | 'knows-latin-alone'
  | 'stores-refused-modes'
  | 'takes-any-day'
  | 'cuts-places'

type Values = Readonly<Record<string, unknown>>
type Rules = Readonly<Record<string, (value: unknown) => boolean>>

const text =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && Array.from(value).length >= least && Array.from(value).length <= most
const integer =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
const isMode = (value: unknown): boolean => value === 'calm' || value === 'storm'
const isUrl = (value: unknown): boolean => typeof value === 'string' && value.length <= 90 && URL.canParse(value)
const isPlace = (value: unknown): boolean =>
  isObject(value) && typeof value['lat'] === 'number' && value['lat'] >= -90 && value['lat'] <= 90
const BOAT: Rules = { name: text(1, 60), place: isPlace }
const OWNER: Rules = { owner: text(1, 60) }
const SETTINGS: Rules = { depth: integer(1, 90), mode: isMode, hook: isUrl, lights: integer(0, 9), note: text(0, 90) }
const FIRST: Values = { depth: 5, mode: 'calm', lights: 3 }

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  boats: ['GET', 'POST'],
  boat: ['GET', 'DELETE'],
  settings: ['GET', 'PUT'],
  berths: ['GET'],
  berth: ['GET', 'PUT', 'DELETE'],
}

const none = (status: number): Response => new Response(null, { status })

/** A server of the harbour. It refuses properties that the document does not declare. */
export function createHarbour(difference?: Difference) {
  const boats = new Map<string, Values>()
  const settings = new Map<string, Values>()
  const berths = new Map<string, Values>()
  const is = (one: Difference): boolean => difference === one
  let last = 0

  function ofBoat(method: string, id: string): Response {
    const found = boats.get(id)
    if (found === undefined) return none(404)
    if (method === 'GET') return Response.json(found)
    boats.delete(id)
    if (!is('keeps-settings')) settings.delete(id)
    return none(204)
  }

  function ofSettings(method: string, id: string, body: Values | undefined): Response {
    const isKept = is('keeps-settings') && method === 'GET' && settings.has(id)
    if (!boats.has(id) && !isKept) return none(404)
    const before = settings.get(id) ?? FIRST
    if (method === 'GET') return Response.json(before)
    if (!isValid(body, SETTINGS, ['depth', 'mode'])) {
      if (is('stores-refused-modes') && isMode(body?.['mode'])) settings.set(id, { ...before, mode: body?.['mode'] })
      return none(422)
    }
    const after = { lights: is('resets-otherwise') ? 0 : 3, ...kept(body) }
    for (const one of is('shares-settings') ? boats.keys() : [id]) settings.set(one, after)
    return Response.json(after)
  }

  function kept({ hook, note, ...others }: Values): Values {
    const lasting = is('loses-queries') && typeof hook === 'string' ? hook.replace(/\?.*/, '') : hook
    const latin = is('knows-latin-alone') && typeof note === 'string' ? note.replaceAll(/[\u0100-\uffff]/g, '?') : note
    return {
      ...others,
      ...(hook === undefined ? {} : { hook: lasting }),
      ...(note === undefined ? {} : { note: latin }),
    }
  }

  function ofBerth(method: string, [pier, day]: readonly [string, string], body: Values | undefined): Response {
    const isDay = is('takes-any-day') || /^\d{4}-\d\d-\d\d$/.test(day)
    if (!/^[a-z0-9]{2,20}$/.test(pier) || !isDay) return none(method === 'PUT' ? 422 : 404)
    const key = `${pier}/${day}`
    const found = berths.get(key)
    if (method === 'PUT') {
      if (!isValid(body, OWNER, ['owner'])) return none(422)
      berths.set(key, { pier, day, ...body })
      return Response.json(berths.get(key), { status: found === undefined ? 201 : 200 })
    }
    if (found === undefined) return none(404)
    if (method === 'GET') return Response.json(found)
    berths.delete(key)
    return none(204)
  }

  return {
    held: () => [...boats.keys(), ...berths.keys()],
    async answer(request: Request): Promise<Response> {
      const [, root, one = '', two] = new URL(request.url).pathname.split('/').map(decodeURIComponent)
      const method = request.method === 'HEAD' ? 'GET' : request.method
      const place = root === 'berths' ? (one === '' ? 'berths' : 'berth') : (two ?? (one === '' ? 'boats' : 'boat'))
      const allowed = ALLOWED[place] ?? []
      if (!allowed.includes(method)) return new Response(null, { status: 405, headers: { Allow: allowed.join(', ') } })
      const isJson = (request.headers.get('content-type') ?? '').startsWith('application/json')
      const body = isJson ? objectIn(await request.text()) : undefined
      if (place === 'berths') return Response.json([...berths.values()])
      if (place === 'berth') return ofBerth(method, [one, two ?? ''], body)
      if (place === 'settings') return ofSettings(method, one, body)
      if (place === 'boat') return ofBoat(method, one)
      if (method === 'GET') return Response.json([...boats.values()])
      if (!isValid(body, BOAT, ['name'])) return none(422)
      last += 1
      const { place: at } = body
      const cut = is('cuts-places') && isObject(at) ? { place: { lat: Math.trunc(Number(at['lat'])) } } : {}
      boats.set(String(last), { id: last, ...body, ...cut })
      return Response.json(boats.get(String(last)), { status: 201 })
    },
  }
}

function isValid(body: Values | undefined, rules: Rules, required: readonly string[]): body is Values {
  if (body === undefined) return false
  return (
    required.every((name) => name in body) &&
    Object.entries(body).every(([name, value]) => rules[name]?.(value) === true)
  )
}
