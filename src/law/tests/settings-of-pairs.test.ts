import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { objectIn } from './json-in.test-support.ts'

/** The operations of a collection. */
const collection = (noun: string): string => `
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/${noun}' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/${noun}' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${noun}' } } } }, '400': *no, '409': *no } }`

/** Flags and environments, and settings that stand once for each pair of them. */
function documentWith(words: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'flags.yaml': `openapi: 3.1.0
info: { title: flags, version: '1' }
paths:
  /flags/{flagKey}/settings/{environmentKey}:
    parameters: [ { name: flagKey, in: path, required: true, schema: { type: string } }, { name: environmentKey, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: &settings { type: object, additionalProperties: false, properties: { enabled: { type: boolean, default: false }, note: { type: string, maxLength: 40, default: '' } } } } } }, '404': &no { description: refused } } }
    put: { description: Replaces the settings., requestBody: { required: true, content: { application/json: { schema: *settings } } }, responses: { '200': *one, '400': *no, '404': *no } }
  /flags:${collection('Flag')}
  /flags/{flagKey}:
    parameters: [ { name: flagKey, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /environments:${collection('Environment')}
  /environments/{environmentKey}:
    parameters: [ { name: environmentKey, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Environment' } } } }, '404': *no } }
    delete: { description: '${words}', responses: { '204': *no, '404': *no } }
components:
  schemas:
    Flag: { type: object, required: [ key ], properties: { key: &key { type: string, pattern: '^[a-z0-9]{1,30}$' } } }
    Environment: { type: object, required: [ key ], properties: { key: *key } }
`,
  }).document
}

type Fault = 'one-for-all-environments' | 'one-for-all-flags' | 'outlive-flags' | 'outlive-environments' | 'merges'

const status = (code: number): Response => new Response(null, { status: code })

/** A right server, but for a fault. */
function createFlags(fault?: Fault): (request: Request) => Promise<Response> {
  const held = { flags: new Set<string>(), environments: new Set<string>() }
  const settings = new Map<string, Readonly<Record<string, unknown>>>()
  const remove = (root: 'flags' | 'environments', key: string): Response => {
    held[root].delete(key)
    const stays = fault === (root === 'flags' ? 'outlive-flags' : 'outlive-environments')
    for (const pair of stays ? [] : [...settings.keys()])
      if (pair.split(' ')[root === 'flags' ? 0 : 1] === key) settings.delete(pair)
    return status(204)
  }
  return async (request) => {
    const { method, url } = request
    const [, root, key, below, last = ''] = new URL(url).pathname.split('/')
    if (root !== 'flags' && root !== 'environments') return status(404)
    const text = await request.text()
    const body = objectIn(text)
    const none = { enabled: false, note: '' }
    if (key === undefined) {
      if (method === 'GET') return Response.json([...held[root]].map((one) => ({ key: one })))
      const own = body?.['key']
      if (typeof own !== 'string' || !/^[a-z0-9]{1,30}$/.test(own)) return status(400)
      if (held[root].has(own)) return status(409)
      held[root].add(own)
      return Response.json({ key: own }, { status: 201 })
    }
    if (!held[root].has(key)) return status(404)
    if (below === undefined) {
      if (method === 'GET') return Response.json({ key })
      return method === 'DELETE' ? remove(root, key) : status(405)
    }
    if (!held.environments.has(last)) return status(404)
    const pair = [fault === 'one-for-all-flags' ? '' : key, fault === 'one-for-all-environments' ? '' : last].join(' ')
    const before = settings.get(pair) ?? none
    if (method === 'GET') return Response.json(before)
    if (method !== 'PUT') return status(405)
    const known = Object.entries(body ?? { none }).every(([name, value]) =>
      name === 'enabled'
        ? typeof value === 'boolean'
        : name === 'note' && typeof value === 'string' && Array.from(value).length <= 40,
    )
    if (!known) return status(400)
    settings.set(pair, { ...(fault === 'merges' ? before : none), ...body })
    return Response.json(settings.get(pair))
  }
}

async function toldOf(fault?: Fault, words = ''): Promise<readonly string[]> {
  const report = await fireAt(documentWith(words), createFlags(fault), {
    level: 'should',
    selects: (id) => id.endsWith('[setting]'),
  })
  expect(report.leftBehind).toBeUndefined()
  return told(report)
}

test('what is read and updated at a key of another resource stands once below two parents', () => {
  const { setting } = inferModel(documentWith('')).resources
  expect(setting).toMatchObject({
    singleton: true,
    key: { parameters: [] },
    within: [
      { resource: 'flag', parameters: { flagKey: 'flagKey' } },
      { resource: 'environment', parameters: { environmentKey: 'environmentKey' } },
    ],
  })
})

test('right settings of pairs are not accused', async () => {
  expect(await toldOf()).toEqual([])
})

test.each<[Fault, string]>([
  ['one-for-all-environments', 'fail law.children-stay-with-their-parent[setting]'],
  ['one-for-all-flags', 'fail law.children-stay-with-their-parent[setting]'],
  ['outlive-flags', 'fail law.deleted-parent-takes-children[setting]'],
  ['outlive-environments', 'warn law.deleted-parent-takes-children[setting]'],
  ['merges', 'fail law.replace-drops-the-rest[setting]'],
])('settings that are %s are told', async (fault, id) => {
  expect(await toldOf(fault)).toContain(id)
})

test('settings that outlive an environment are a must where its delete speaks of them', async () => {
  const words = 'Deletes the environment and the settings that flags have in it.'
  expect(await toldOf('outlive-environments', words)).toContain('fail law.deleted-parent-takes-children[setting]')
  expect(await toldOf(undefined, words)).toEqual([])
})
