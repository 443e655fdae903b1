import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Labels of a repository, which an owner has. Each request names the version of the API. */
const LABELS = `openapi: 3.1.0
info: { title: labels, version: '2023-03-01' }
paths:
  /repos/{owner}/{repo}/labels:
    parameters: &above
      - { name: owner, in: path, required: true, schema: { type: string } }
      - { name: repo, in: path, required: true, schema: { type: string } }
      - { name: api-version, in: query, required: true, schema: { type: string } }
    get: { operationId: listLabels, parameters: *above, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &label { type: object, required: [ id ], properties: { id: { type: string, readOnly: true }, text: { type: string } } } } } } } } }
    post: { operationId: createLabel, parameters: *above, requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ text ], properties: { text: { type: string } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *label } } }, '400': &no { description: refused } } }
  /repos/{owner}/{repo}/labels/{id}:
    parameters: [ { name: owner, in: path, required: true, schema: { type: string } }, { name: repo, in: path, required: true, schema: { type: string } }, { name: id, in: path, required: true, schema: { type: string } }, { name: api-version, in: query, required: true, schema: { type: string } } ]
    get: { operationId: readLabel, responses: { '200': *one, '404': *no } }
    delete: { operationId: deleteLabel, responses: { '204': *no, '404': *no } }
`

const { document } = readWritten({ 'labels.yaml': LABELS })

async function fire({ version = '2023-03-01', shares = false, scopes = {} } = {}) {
  const labels = new Map<string, { readonly id: string; readonly text: string; readonly above: string }>()
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      if (searchParams.get('api-version') !== version) return new Response(null, { status: 400 })
      const [, , owner = '', repo = '', , id] = pathname.split('/')
      const above = `${owner}/${repo}`
      const isAt = (one: { readonly above: string }): boolean => shares || one.above === above
      const shown = [...labels.values()].filter(isAt).map(({ id: one, text }) => ({ id: one, text }))
      if (id !== undefined && !shown.some((one) => one.id === id)) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: labels.delete(id ?? '') ? 204 : 404 })
      if (request.method !== 'POST') return Response.json(id === undefined ? shown : shown.find((one) => one.id === id))
      const body: unknown = await request.json().catch(() => undefined)
      if (!isObject(body) || typeof body['text'] !== 'string') return new Response(null, { status: 400 })
      const label = { id: `label-${labels.size}-${Math.random()}`, text: body['text'] }
      labels.set(label.id, { ...label, above })
      return Response.json(label, { status: 201 })
    },
    { scopes: { owner: 'org', repo: 'r1', ...scopes }, otherScopes: { repo: 'r2' } },
  )
  return { told: told(report), passed: report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : [])) }
}

test('another value of the inner of two scopes holds no member, and the version of the API is that of the document', async () => {
  const { told: found, passed } = await fire()
  expect(found.filter((one) => one.startsWith('fail'))).toEqual([])
  expect(passed).toContain('law.members-stay-in-their-scope[label]')
})

test('a member that another value of the inner scope shows is told', async () => {
  expect((await fire({ shares: true })).told).toContain('fail law.members-stay-in-their-scope[label]')
})

test('a required parameter has the value that a person gives', async () => {
  const { passed } = await fire({ version: '2031-01-01', scopes: { 'api-version': '2031-01-01' } })
  expect(passed).toContain('law.members-stay-in-their-scope[label]')
})
