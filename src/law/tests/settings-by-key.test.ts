import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { objectIn } from './json-in.test-support.ts'

/** Sites, and settings that each site has from its create on. `key` is the schema of their keys, `words` the description of their update. */
function documentWith(key: string, words: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'sites.yaml': `openapi: 3.1.0
info: { title: sites, version: '1' }
paths:
  /sites:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Site' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Site' } } } }, responses: { '201': &site { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Site' } } } }, '400': &no { description: refused } } }
  /sites/{siteId}:
    parameters: [ &siteId { name: siteId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *site, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /sites/{siteId}/settings:
    parameters: [ *siteId ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Setting' } } } } }, '404': *no } }
  /sites/{siteId}/settings/{settingId}:
    parameters: [ *siteId, { name: settingId, in: path, required: true, schema: { ${key} } } ]
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Setting' } } } }, '404': *no } }
    patch: { description: '${words}', requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ value ], properties: { value: &value { anyOf: [ { type: string }, { type: integer } ] } } } } } }, responses: { '200': *one, '400': *no, '404': *no } }
components:
  schemas:
    Site: { type: object, required: [ name ], properties: { id: { type: string, readOnly: true }, name: { type: string, maxLength: 40 } } }
    Setting: { type: object, required: [ id, value ], properties: { id: { type: string, readOnly: true }, value: *value } }
`,
  }).document
}

const KEYS = 'type: string, enum: [ https, mode, ttl ]'
const WORDS =
  'Sets the value. `https` is `on` or `off`, `mode` is `none`, `some` or `all`, and `ttl` is a number from 0 to 900.'
const FIRST = { https: 'on', mode: 'none', ttl: 60 }

type Fault =
  | 'taken-of-any-value'
  | 'one-for-all-sites'
  | 'one-for-all-keys'
  | 'taken-of-any-key'
  | 'lost'
  | 'not-listed'

const status = (code: number): Response => new Response(null, { status: code })

function isTaken(key: string, value: unknown): boolean {
  if (key === 'ttl') return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 900
  return (key === 'https' ? ['on', 'off'] : ['none', 'some', 'all']).includes(String(value))
}

/** A right server, but for a fault. The site `before` was there before the run. */
function createSites(fault?: Fault): {
  readonly answer: (request: Request) => Promise<Response>
  readonly writes: string[]
} {
  const sites = new Map([['before', { name: 'before', settings: new Map<string, unknown>(Object.entries(FIRST)) }]])
  const writes: string[] = []
  let last = 0
  const answer = async (request: Request): Promise<Response> => {
    const { method, url } = request
    const [, root, id, below, key] = new URL(url).pathname.split('/')
    const body = objectIn(await request.text())
    if (root !== 'sites') return status(404)
    if (!['GET', 'POST', 'PATCH', 'DELETE'].includes(method)) return status(405)
    if (id === undefined) {
      if (method === 'GET') return Response.json([...sites].map(([one, { name }]) => ({ id: one, name })))
      const name = body?.['name']
      if (typeof name !== 'string' || Array.from(name).length > 40) return status(400)
      last += 1
      sites.set(`s${last}`, { name, settings: new Map<string, unknown>(Object.entries(FIRST)) })
      return Response.json({ id: `s${last}`, name }, { status: 201 })
    }
    const site = sites.get(id)
    if (site === undefined) return status(404)
    if (method !== 'GET') writes.push(`${id} ${key ?? ''}`)
    if (below === undefined && method === 'DELETE') sites.delete(id)
    if (below === undefined) return method === 'GET' ? Response.json({ id, name: site.name }) : status(204)
    const shown = (one: string): unknown => ({ id: one, value: site.settings.get(one) })
    if (key === undefined) {
      const listed = [...site.settings].map(([one, value]) => ({ id: one, value }))
      return Response.json(
        fault === 'not-listed' ? Object.entries(FIRST).map(([one, value]) => ({ id: one, value })) : listed,
      )
    }
    if (!site.settings.has(key) && (method === 'GET' || fault !== 'taken-of-any-key')) return status(404)
    if (method === 'GET') return Response.json(shown(key))
    const value = body?.['value']
    const isText = fault === 'taken-of-any-value' && key !== 'ttl' && typeof value === 'string'
    if (site.settings.has(key) && !isTaken(key, value) && !isText) return status(400)
    if (fault !== 'lost')
      for (const one of fault === 'one-for-all-sites' ? sites.values() : [site])
        for (const name of fault === 'one-for-all-keys' ? one.settings.keys() : [key]) one.settings.set(name, value)
    return Response.json(shown(key))
  }
  return { answer, writes }
}

async function toldOf(fault?: Fault, { key = KEYS, words = WORDS } = {}): Promise<readonly string[]> {
  const { answer, writes } = createSites(fault)
  const report = await fireAt(documentWith(key, words), answer, {
    level: 'should',
    selects: (id) => id.endsWith('[setting]'),
  })
  expect(report.leftBehind).toBeUndefined()
  expect(writes.some((one) => one.startsWith('s1 ') && one !== 's1 ')).toBe(true)
  expect(writes.filter((one) => one.startsWith('before'))).toEqual([])
  return told(report)
}

test('settings that each parent has are written below parents of the run alone, and right ones are not accused', async () => {
  expect(await toldOf()).toEqual([])
  expect(await toldOf(undefined, { key: 'type: string' })).toEqual([])
})

test('without words of their values, settings whose values are refused are no fault', async () => {
  expect((await toldOf(undefined, { words: 'Sets the value.' })).filter((one) => one.startsWith('fail'))).toEqual([])
})

test.each<[Fault, string]>([
  ['taken-of-any-value', 'fail law.invalid-update-is-refused[setting]'],
  ['one-for-all-sites', 'fail law.children-stay-with-their-parent[setting]'],
  ['one-for-all-keys', 'fail law.other-keys-stay[setting]'],
  ['taken-of-any-key', 'fail law.unknown-key-is-not-written[setting]'],
  ['lost', 'fail law.read-equals-write[setting]'],
  ['not-listed', 'fail law.update-is-listed[setting]'],
])('settings that are %s are told', async (fault, id) => {
  expect(await toldOf(fault)).toContain(id)
})
