import { readWritten } from '../../document/written.test-support.ts'
import type { Report } from '../../report/report.ts'
import { realClock } from '../../send/clock.ts'
import { type CalibratedModel, calibrateModel } from '../calibrate-model.ts'
import { fireAt, lawRun } from './fire-at.test-support.ts'
import type { LawRun } from '../law-run.ts'

/** Vans that a PUT registers, with a radio that each has, and trips that are booked under an idempotency key. */
const FLEET = `openapi: 3.1.0
info: { title: fleet, version: '1' }
paths:
  /vans:
    get:
      parameters:
        - { name: site, in: query, description: Only vans at exactly this site., schema: { type: string, minLength: 1 } }
        - { name: tag, in: query, description: Only vans with this tag., schema: { type: string, minLength: 1 } }
        - { name: state, in: query, description: Only vans in this state., schema: { type: string, enum: [ parked, driven ] } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &van { $ref: '#/components/schemas/Van' } } } } }, '400': &no { description: refused, content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } } }
  /vans/{plate}:
    parameters: &plate [ { name: plate, in: path, required: true, schema: { type: string, minLength: 1, maxLength: 40 } } ]
    get: { responses: { '200': &aVan { description: one, content: { application/json: { schema: *van } } }, '404': *no } }
    put:
      description: Registers a van, or replaces it. What is left out is reset.
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/VanInput' } } } }
      responses: { '200': *aVan, '201': *aVan, '400': *no, '415': *no }
    patch:
      requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/VanPart' } } } }
      responses: { '200': *aVan, '400': *no, '404': *no, '415': *no }
    delete: { responses: { '204': { description: done }, '404': *no } }
  /vans/{plate}/radio:
    parameters: *plate
    get: { responses: { '200': &aRadio { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Radio' } } } }, '404': *no } }
    put:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/RadioInput' } } } }
      responses: { '200': *aRadio, '400': *no, '404': *no, '415': *no }
  /trips:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &trip { $ref: '#/components/schemas/Trip' } } } } } } }
    post:
      description: Books a trip. The label is unique; a label that is taken is answered with 409.
      parameters: [ { name: Idempotency-Key, in: header, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: *trip } } }
      responses: { '201': &aTrip { description: one, content: { application/json: { schema: *trip } } }, '400': *no, '409': *no, '415': *no }
  /trips/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *aTrip, '404': *no } }
    delete: { responses: { '204': { description: done }, '404': *no } }
components:
  schemas:
    Problem: { type: object, required: [ status ], properties: { status: { type: integer } } }
    Tags: &tags { type: array, items: { type: string, minLength: 1 }, uniqueItems: true, maxItems: 5 }
    Note: &note { type: [ string, 'null' ], maxLength: 40 }
    Place: &place { type: object, required: [ site ], properties: { site: { type: string, minLength: 1, maxLength: 40 } } }
    Labels: &labels { type: object, additionalProperties: { type: string } }
    VanInput: { type: object, required: [ place, tags ], properties: { isFast: { type: boolean, default: true }, place: *place, tags: *tags, note: *note, labels: *labels } }
    VanPart: { type: object, properties: { tags: *tags, note: *note, isFast: { type: boolean } } }
    Van: { type: object, required: [ plate, place, tags, note, labels, isFast, state, createdAt, updatedAt ], properties: { plate: { type: string, readOnly: true }, place: *place, tags: *tags, note: *note, labels: *labels, isFast: { type: boolean }, state: { type: string, enum: [ parked, driven ], readOnly: true }, createdAt: &time { type: string, format: date-time, readOnly: true }, updatedAt: *time } }
    RadioInput: { type: object, properties: { pin: { type: integer, minimum: 1000, maximum: 9999, writeOnly: true }, volume: { type: integer, minimum: 1, maximum: 9, default: 5 }, code: { type: string, minLength: 8, writeOnly: true } } }
    Radio: { type: object, required: [ volume ], properties: { volume: { type: integer } } }
    Trip: { type: object, required: [ label ], properties: { id: { type: integer, readOnly: true }, label: { type: string, minLength: 1, maxLength: 40 } } }
`

const { document } = readWritten({ 'fleet.yaml': FLEET })

/** A server that differs from the document, or in a way that the document leaves open. */
export type Difference =
  | 'keeps-the-default'
  | 'keeps-entries'
  | 'registers-with-200'
  | 'replaces-with-201'
  | 'moves-the-creation'
  | 'times-no-change'
  | 'outlives-its-van'
  | 'keeps-vans-with-radios'
  | 'shows-the-code'
  | 'shows-the-pin'
  | 'books-again'
  | 'refuses-the-repeat'
  | 'states-another-status'
  | 'finds-a-part'
  | 'ignores-the-tag'
  | 'ignores-the-state'
  | 'ignores-the-tag-beside-a-site'
  | 'keeps-a-null'
  | 'refuses-a-null'
  | 'takes-a-label-twice'
  | 'refuses-all-trips'
  | 'lists-from-a-cache'

type Values = Readonly<Record<string, unknown>>

/** Fires the laws at a fleet. */
export function fireAtFleet(difference?: Difference, more: Partial<LawRun> = {}): Promise<Report> {
  return fireAt(document, createFleet(difference), { clock: realClock, ...more })
}

/** Looks at a fleet, and calibrates its model. */
export function calibrateFleet(): Promise<CalibratedModel> {
  return calibrateModel(lawRun(document, createFleet()))
}

function createFleet(difference?: Difference): (request: Request) => Promise<Response> {
  const [vans, radios] = [new Map<string, Values>(), new Map<string, Values>()]
  const [trips, booked] = [new Map<number, Values>(), new Map<string, Values>()]
  let cache: readonly Values[] = []
  const isOf = (one: Difference): boolean => difference === one
  const no = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
    new Response(JSON.stringify({ status: isOf('states-another-status') ? 400 : status }), {
      status,
      headers: { 'Content-Type': 'application/problem+json', ...headers },
    })

  const listed = ({ searchParams }: URL): Response => {
    const [site, tag, state] = ['site', 'tag', 'state'].map((name) => searchParams.get(name))
    if (site === '' || tag === '' || !isIn(['parked', 'driven'], state ?? 'parked')) return no(400)
    const isTagless = isOf('ignores-the-tag') || (isOf('ignores-the-tag-beside-a-site') && site !== null)
    const isShown = ({ place, tags }: Values): boolean => {
      const own = (place as { readonly site: string }).site
      const isAt = site === null || own === site || (isOf('finds-a-part') && own.startsWith(site ?? ''))
      const isTagged = isTagless || tag === null || (tags as readonly string[]).includes(tag ?? '')
      return isAt && isTagged && (isOf('ignores-the-state') || state !== 'driven')
    }
    return Response.json([...vans.values()].filter(isShown))
  }

  const put = (plate: string, sent: Values): Response => {
    if (!isVan(sent) || Array.from(plate).length > 40) return no(400)
    const old = vans.get(plate)
    const now = new Date().toISOString()
    const made = isOf('moves-the-creation') ? now : (old?.['createdAt'] ?? now)
    vans.set(plate, {
      plate,
      place: sent['place'],
      tags: sent['tags'],
      note: sent['note'] ?? null,
      labels: { ...(isOf('keeps-entries') && 'labels' in sent ? labelsOf(old) : {}), ...labelsOf(sent) },
      isFast: sent['isFast'] ?? (isOf('keeps-the-default') ? old?.['isFast'] : undefined) ?? true,
      state: 'parked',
      createdAt: made,
      updatedAt: isOf('times-no-change') ? made : now,
    })
    if (old === undefined && !isOf('outlives-its-van')) radios.delete(plate)
    const created = isOf('registers-with-200') ? 200 : 201
    const replaced = isOf('replaces-with-201') ? 201 : 200
    return Response.json(vans.get(plate), { status: old === undefined ? created : replaced })
  }

  const patch = (plate: string, sent: Values): Response => {
    const van = vans.get(plate) ?? {}
    const isFit = isVan({ ...van, ...sent }) && !('place' in sent && sent['place'] === null)
    if (!isFit || (isOf('refuses-a-null') && sent['note'] === null)) return no(400)
    const part = Object.entries(sent).filter(([name]) => ['tags', 'note', 'isFast'].includes(name))
    const done = part.filter(([, value]) => !isOf('keeps-a-null') || value !== null)
    vans.set(plate, { ...van, ...Object.fromEntries(done), updatedAt: new Date().toISOString() })
    return Response.json(vans.get(plate))
  }

  const radio = (plate: string, method: string, sent: Values): Response => {
    const { code, pin, volume = 5 } = method === 'PUT' ? sent : (radios.get(plate) ?? {})
    const isPin = Number.isInteger(pin) && (pin as number) >= 1000 && (pin as number) <= 9999
    const isFit = isCount(volume) && (code === undefined || isText(code, 8, 400)) && (pin === undefined || isPin)
    if (!isFit) return no(400)
    radios.set(plate, { code, pin, volume })
    return Response.json({
      volume,
      ...(isOf('shows-the-code') ? { code } : {}),
      ...(isOf('shows-the-pin') ? { pin } : {}),
    })
  }

  const book = (key: string | null, { label }: Values): Response => {
    const known = key === null ? undefined : booked.get(key)
    if (known !== undefined && isOf('refuses-the-repeat')) return no(409)
    if (known !== undefined && !isOf('books-again')) return Response.json(known, { status: 201 })
    if (!isText(label, 1, 40) || isOf('refuses-all-trips')) return no(400)
    const isTaken = [...trips.values()].some((trip) => trip['label'] === label)
    if (isTaken && known === undefined && !isOf('takes-a-label-twice')) return no(409)
    const trip = { id: trips.size + 1 + booked.size * 1000, label }
    trips.set(trip.id, trip)
    if (key !== null) booked.set(key, trip)
    return Response.json(trip, { status: 201 })
  }

  return async (request) => {
    const url = new URL(request.url)
    const [, name, key, below] = url.pathname.split('/').map(decodeURIComponent)
    const { method } = request
    const allowed = methodsOf(name, key, below)
    // A server may look at the media type before it looks for the method.
    const hasMedia = request.headers.get('content-type')?.includes('json') === true
    if (['POST', 'PUT', 'PATCH'].includes(method) && !hasMedia) return no(415)
    if (!allowed.includes(method)) return no(405, { Allow: allowed.join(', ') })
    const store: Map<string | number, Values> = name === 'vans' ? vans : trips
    const at = name === 'vans' ? (key ?? '') : Number(key)
    if (key !== undefined && !store.has(at) && !(method === 'PUT' && below === undefined)) return no(404)
    if (method === 'DELETE' && isOf('keeps-vans-with-radios') && radios.has(String(at)))
      return new Response(null, { status: 204 })
    if (method === 'DELETE') return new Response(null, { status: store.delete(at) ? 204 : 404 })
    if (method === 'GET' && key === undefined) {
      // The cache is renewed where there is more to list, and not after a delete.
      if (trips.size > cache.length || !isOf('lists-from-a-cache')) cache = [...trips.values()]
      return name === 'vans' ? listed(url) : Response.json(cache)
    }
    if (method === 'GET') return below === undefined ? Response.json(store.get(at)) : radio(key ?? '', method, {})
    const media = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
    if (request.headers.get('content-type') !== media) return no(415)
    const sent = (await request.json().catch(() => [])) as Values
    if (Array.isArray(sent) || typeof sent !== 'object' || sent === null) return no(400)
    if (name === 'trips') return book(request.headers.get('idempotency-key'), sent)
    if (below !== undefined) return radio(key ?? '', method, sent)
    return method === 'PUT' ? put(key ?? '', sent) : patch(key ?? '', sent)
  }
}

function labelsOf(van?: Values): Values {
  return (van?.['labels'] ?? {}) as Values
}

function methodsOf(name = '', key?: string, below?: string): readonly string[] {
  if (below !== undefined) return ['GET', 'PUT']
  if (key === undefined) return name === 'vans' ? ['GET'] : ['GET', 'POST']
  return name === 'vans' ? ['GET', 'PUT', 'PATCH', 'DELETE'] : ['GET', 'DELETE']
}

function isIn(values: readonly string[], value: string): boolean {
  return values.includes(value)
}

function isText(value: unknown, least: number, most: number): boolean {
  return typeof value === 'string' && Array.from(value).length >= least && Array.from(value).length <= most
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 9
}

function isVan({ place, tags, note = null, labels = {}, isFast = true }: Values): boolean {
  const isPlace = typeof place === 'object' && place !== null && isText((place as Values)['site'], 1, 40)
  const areTags = Array.isArray(tags) && tags.length <= 5 && tags.every((tag) => isText(tag, 1, 400))
  const isMap = typeof labels === 'object' && labels !== null && !Array.isArray(labels)
  const areLabels = isMap && Object.values(labels).every((label) => typeof label === 'string')
  const isPlain = (note === null || isText(note, 0, 40)) && typeof isFast === 'boolean'
  return isPlace && areTags && new Set(tags as unknown[]).size === (tags as unknown[]).length && areLabels && isPlain
}
