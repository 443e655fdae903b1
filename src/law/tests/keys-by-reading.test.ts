import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { calibrateModel } from '../calibrate-model.ts'
import { fireRun, lawRun } from './fire-at.test-support.ts'

/** Fans, whose path has a key of another name than that of the property which shows it. */
const DOCUMENT = (shown: string): string => `openapi: 3.1.0
info: { title: fans, version: '1' }
paths:
  /fans:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: object, required: [ fans ], properties: { fans: { type: array, items: &fan { $ref: '#/components/schemas/Fan' } } } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *fan } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *fan } } }, '400': &no { description: no }, '415': *no }
  /fans/{subscriber_hash}:
    parameters: [ { name: subscriber_hash, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *fan } } }, responses: { '200': *one, '400': *no, '404': *no, '415': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Fan: { type: object, required: [ mail, town ], properties: { ${shown}, mail: { type: string, minLength: 1 }, town: { type: string, minLength: 1 } } }
`

interface Style {
  /** The properties of the document that the server sets. */
  readonly document: string
  /** The properties that the server sets, by the hash of a fan. */
  readonly shows: (hash: string, n: number) => Readonly<Record<string, unknown>>
  /** Parts of the answer to a create. */
  readonly created?: 'location' | 'nothing'
  readonly fault?: 'keeps-put' | 'lists-none'
}

/** Laws that need the key of a member. */
const KEYED = ['read-equals-write', 'list-holds-created', 'update-shows', 'deleted-leaves-the-list']

async function fire(
  { document: shown, shows, created, fault }: Style,
  laws?: readonly string[] | 'calibration',
): Promise<{
  readonly told: readonly string[]
  readonly passed: readonly string[]
}> {
  const fans = new Map<string, Readonly<Record<string, unknown>>>()
  let last = 0
  const { document } = readWritten({ 'fans.yaml': DOCUMENT(shown) })
  const run = lawRun(
    document,
    async (request) => {
      const [, , own] = new URL(request.url).pathname.split('/')
      const fan = fans.get(own ?? '')
      if (request.method === 'GET' && own === undefined)
        return Response.json({ fans: fault === 'lists-none' ? [...fans.values()].slice(0, 0) : [...fans.values()] })
      if (own !== undefined && fan === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'GET') return Response.json(fan)
      if (request.method === 'DELETE') return new Response(null, { status: fans.delete(own ?? '') ? 204 : 404 })
      if (!(own === undefined ? ['POST'] : ['PUT']).includes(request.method))
        return new Response(null, {
          status: 405,
          headers: { Allow: own === undefined ? 'GET, POST' : 'GET, PUT, DELETE' },
        })
      if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
      const { mail, town } = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
      if (typeof mail !== 'string' || typeof town !== 'string' || mail === '' || town === '')
        return Response.json({}, { status: 400 })
      if (own !== undefined) {
        const changed = { ...fan, mail: fault === 'keeps-put' ? fan?.['mail'] : mail, town }
        fans.set(own, changed)
        return Response.json(changed)
      }
      last += 1
      const hash = createHash('md5').update(String(last)).digest('hex')
      const made = { ...shows(hash, last), mail, town }
      fans.set(hash, made)
      const headers = created === 'location' ? { Location: `/fans/${hash}` } : {}
      return created === 'nothing' ? new Response(null, { status: 201 }) : Response.json(made, { status: 201, headers })
    },
    typeof laws !== 'object' ? {} : { selects: (id) => laws.some((law) => id.startsWith(`law.${law}[`)) },
  )
  if (laws === 'calibration') {
    const { model, leftBehind } = await calibrateModel(run)
    expect(leftBehind).toEqual([])
    return { told: [JSON.stringify(model.resources['fan']?.key)], passed: [] }
  }
  const report = await fireRun(run)
  expect(fans.size).toBe(0)
  return {
    told: report.results.flatMap(({ id, status }) => (status === 'fail' ? [id] : [])),
    passed: report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : [])),
  }
}

const TEXT = '{ type: string, readOnly: true }'
const STYLES: readonly (readonly [string, Style])[] = [
  ['the id', { document: `id: ${TEXT}`, shows: (id) => ({ id }) }],
  [
    'a property beside an id that names nothing',
    { document: `id: { type: integer, readOnly: true }, key: ${TEXT}`, shows: (key, id) => ({ id, key }) },
  ],
  ['a property of an unusual name', { document: `pennant: ${TEXT}`, shows: (pennant) => ({ pennant }) }],
  [
    'a property of an object',
    {
      document: `meta: { type: object, readOnly: true, properties: { hash: ${TEXT} } }`,
      shows: (hash) => ({ meta: { hash } }),
    },
  ],
  [
    'the end of a link',
    { document: `canonical: ${TEXT}`, shows: (hash) => ({ canonical: `http://fans.test/v1/fans/${hash}` }) },
  ],
  [
    'a property that a Location tells',
    { document: `pennant: ${TEXT}`, shows: (pennant) => ({ pennant }), created: 'location' },
  ],
  [
    'a property that the list alone shows',
    { document: `pennant: ${TEXT}`, shows: (pennant) => ({ pennant }), created: 'nothing' },
  ],
]

test.each(STYLES)('a key at %s is found by reading, and laws of lists and updates hold', async (_, style) => {
  // Without an answer, a member without a word of the run would stay: only some laws are fired.
  const { told, passed } = await fire(style, style.created === 'nothing' ? KEYED : undefined)
  expect(told).toEqual([])
  for (const law of KEYED) expect(passed).toContain(`law.${law}[fan]`)
})

test.each(STYLES.slice(0, -1))('faults of members whose key is at %s are told', async (_, style) => {
  expect((await fire({ ...style, fault: 'keeps-put' }, KEYED)).told).toContain('law.update-shows[fan]')
  expect((await fire({ ...style, fault: 'lists-none' }, KEYED)).told).toContain('law.list-holds-created[fan]')
})

test('a look at the target writes down where the key stands', async () => {
  const [first] = STYLES.slice(3, 4)
  const { told } = await fire((first as (typeof STYLES)[number])[1], 'calibration')
  expect(JSON.parse(told[0] ?? '')).toMatchObject({
    address: { value: { subscriber_hash: '/meta/hash' }, certainty: 'calibrated' },
  })
})
