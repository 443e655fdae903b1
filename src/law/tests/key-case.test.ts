import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Labels that a caller names. The texts speak of the case of their names. */
const documentWith = ({ path = '', create = '', api = '' }: Texts) =>
  readWritten({
    'labels.yaml': `openapi: 3.1.0
info: { title: labels, version: '1', description: 'Labels. ${api}' }
paths:
  /labels:
    post:
      description: Creates a label. ${create}
      requestBody: { required: true, content: { application/json: { schema: &label { $ref: '#/components/schemas/Label' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *label } } }, '400': &no { description: refused }, '409': *no }
  /labels/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string }, description: The name of the label. ${path} } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Label: { type: object, required: [ name, color ], properties: { name: { type: string, minLength: 1 }, color: { type: string } } }
`,
  }).document

interface Texts {
  readonly path?: string
  readonly create?: string
  readonly api?: string
}

interface Label {
  readonly name: string
  readonly color: string
}

interface Serving {
  /** True for names that are looked up without regard to case. */
  readonly finds: boolean
  /** True for names that are taken without regard to case. */
  readonly refuses: boolean
}

const LAW = 'law.key-case-is-as-stated[label]'

function isSame(ignores: boolean, one: string, other: string): boolean {
  return ignores ? one.toLowerCase() === other.toLowerCase() : one === other
}

async function fire(texts: Texts, { finds, refuses }: Serving): Promise<{ readonly status: string | undefined }> {
  const labels = new Map<string, Label>()
  const report = await fireAt(
    documentWith(texts),
    async (request) => {
      const own = decodeURIComponent(new URL(request.url).pathname.split('/')[2] ?? '')
      const held = [...labels.keys()].find((name) => isSame(finds, name, own))
      if (request.method === 'POST') {
        const label = (await request.json()) as Label
        if ([...labels.keys()].some((name) => isSame(refuses, name, label.name)))
          return new Response(null, { status: 409 })
        labels.set(label.name, label)
        return Response.json(label, { status: 201 })
      }
      if (held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') labels.delete(held)
      return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(labels.get(held))
    },
    { selects: (id) => id === LAW },
  )
  expect(labels.size).toBe(0)
  const status = report.results.find(({ id }) => id === LAW)?.status
  expect(told(report)).toEqual(status === 'fail' ? [`fail ${LAW}`] : [])
  return { status }
}

const IGNORED = { path: 'The name is not case sensitive.' }
const KEPT = { path: 'Names are case-sensitive.' }
const API = { api: 'Names are case-insensitive.' }
const UNIQUE = { create: 'Names are unique, without regard to case.' }

test.each<[Texts, Serving, string | undefined]>([
  [IGNORED, { finds: true, refuses: true }, 'pass'],
  [IGNORED, { finds: false, refuses: false }, 'fail'],
  [KEPT, { finds: false, refuses: false }, 'pass'],
  [KEPT, { finds: false, refuses: true }, 'pass'],
  [KEPT, { finds: true, refuses: true }, 'fail'],
  [KEPT, { finds: true, refuses: false }, 'fail'],
  [UNIQUE, { finds: true, refuses: true }, 'pass'],
  [UNIQUE, { finds: false, refuses: true }, 'pass'],
  [UNIQUE, { finds: false, refuses: false }, 'fail'],
  [API, { finds: true, refuses: true }, 'pass'],
  [API, { finds: false, refuses: true }, 'fail'],
  [{}, { finds: true, refuses: true }, undefined],
])('labels by %j at a server that %j: %s', async (texts, serving, status) => {
  expect((await fire(texts, serving)).status).toBe(status)
})
