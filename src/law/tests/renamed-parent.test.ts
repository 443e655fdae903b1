import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'repos.yaml': `
openapi: 3.0.3
info: { title: Repos, version: 1.0.0 }
paths:
  /repos:
    get: { responses: { '200': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Repo' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Repo' } } } }
      responses: { '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Repo' } } } } }
  /repos/{name}:
    parameters: [{ name: name, in: path, required: true, description: The name of the repo, schema: { type: string } }]
    get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Repo' } } } }, '404': {} } }
    patch:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Repo' } } } }
      responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Repo' } } } }, '404': {} }
    delete: { responses: { '204': {}, '404': {} } }
  /repos/{name}/labels:
    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Label' } } } }
      responses: { '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Label' } } } } }
  /repos/{name}/labels/{id}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string } }, { name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Label' } } } }, '404': {} } }
    delete: { responses: { '204': {}, '404': {} } }
components:
  schemas:
    Repo: { type: object, required: [name], properties: { name: { type: string } } }
    Label: { type: object, required: [title], properties: { id: { type: integer, readOnly: true }, title: { type: string } } }
`,
})

interface Repo {
  readonly name: string
  readonly labels: Map<number, unknown>
}

const empty = (status: number): Response => new Response(null, { status })

/** A server whose repos are named by their paths. An update with another name moves them, or leaves the labels behind. */
function serve(loses: boolean): (request: Request) => Promise<Response> {
  const repos = new Map<string, Repo>()
  let last = 0
  return async (request) => {
    const [, name = '', below, id = ''] = new URL(request.url).pathname.split('/').slice(1)
    const body = (await request.json().catch(() => ({}))) as { readonly name?: string; readonly title?: string }
    const { method } = request
    if (name === '' && method === 'GET') return Response.json([...repos.keys()].map((one) => ({ name: one })))
    if (name === '' && method === 'POST') {
      repos.set(body.name ?? '', { name: body.name ?? '', labels: new Map() })
      return Response.json({ name: body.name }, { status: 201 })
    }
    const repo = repos.get(name)
    if (repo === undefined) return empty(404)
    if (below === undefined && method === 'GET') return Response.json({ name })
    if (below === undefined && method === 'PATCH') {
      if (loses) repo.labels.clear()
      if (body.name !== undefined && !loses) repos.delete(name)
      if (body.name !== undefined && !loses) repos.set(body.name, { ...repo, name: body.name })
      return Response.json({ name: loses ? name : (body.name ?? name) })
    }
    if (below === undefined) return empty(repos.delete(name) ? 204 : 404)
    if (method === 'POST') {
      last += 1
      repo.labels.set(last, { id: last, title: body.title })
      return Response.json(repo.labels.get(last), { status: 201 })
    }
    const label = repo.labels.get(Number(id))
    if (label === undefined) return empty(404)
    if (method === 'DELETE') return empty(repo.labels.delete(Number(id)) ? 204 : 404)
    return Response.json(label)
  }
}

test.each([
  [false, 'skip', 'the parent is not read any more after the PATCH of a repo: it may have another key'],
  [true, 'fail', undefined],
])('an update that renames a parent loses none of its members: %s', async (loses, status, reason) => {
  const id = 'law.children-outlast-updates[label]'
  const { results } = await fireAt(document, serve(loses), { selects: (one) => one === id })
  const found = results.find((one) => one.id === id)
  expect([found?.status, found?.reason]).toEqual([status, reason])
})
