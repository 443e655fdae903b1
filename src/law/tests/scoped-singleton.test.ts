import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { jsonIn } from './json-in.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Settings of each project. */
const SETTINGS = `openapi: 3.1.0
info: { title: projects, version: '1' }
paths:
  /projects/{project}/settings:
    parameters: [ { name: project, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: &settings { type: object, properties: { motto: { type: string, maxLength: 40 }, etag: { type: string } } } } } }, '404': &no { description: gone } } }
    put:
      requestBody: { required: true, content: { application/json: { schema: *settings } } }
      responses: { '200': *one, '400': *no, '404': *no, '409': *no, '415': *no }
`

const { document } = readWritten({ 'settings.yaml': SETTINGS })

/** Fires the laws at settings that each project has for itself, or that all share. */
async function fire(areShared = false): Promise<readonly string[]> {
  const states = new Map<string, { readonly motto: string; readonly etag: string }>()
  let version = 0
  const handle = async (request: Request): Promise<Response> => {
    const [, , project = ''] = new URL(request.url).pathname.split('/')
    const key = areShared ? 'all' : project
    const text = await request.text()
    const state = states.get(key) ?? { motto: 'none', etag: '0' }
    if (!['acme', 'beta'].includes(project)) return new Response(null, { status: 404 })
    if (request.method === 'GET') return Response.json(state)
    if (request.method !== 'PUT') return new Response(null, { status: 405, headers: { Allow: 'GET, PUT' } })
    if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
    const sent = jsonIn(text)
    const { motto = 'none', etag } = isObject(sent) ? sent : { motto: 1 }
    if (typeof motto !== 'string' || Array.from(motto).length > 40) return new Response(null, { status: 400 })
    if (etag !== undefined && typeof etag !== 'string') return new Response(null, { status: 400 })
    if (etag !== undefined && etag !== state.etag) return new Response(null, { status: 409 })
    version += 1
    states.set(key, { motto, etag: String(version) })
    return Response.json(states.get(key))
  }
  const report = await fireAt(document, handle, { scopes: { project: 'acme' }, otherScopes: { project: 'beta' } })
  expect([report.leftBehind, states.get('acme')?.motto ?? states.get('all')?.motto]).toEqual([undefined, 'none'])
  return told(report)
}

test('settings of each project are its own, and a version in their body is not made up', async () => {
  expect(await fire()).toEqual([])
})

test('a write that changes the settings of another project is found', async () => {
  expect(await fire(true)).toEqual(['fail law.members-stay-in-their-scope[setting]'])
})
