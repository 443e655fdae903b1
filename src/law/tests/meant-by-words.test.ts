import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Roles whose names are unique. A PUT renames, and a filter finds a part of a note. */
const { document } = readWritten({
  'roles.yaml': `openapi: 3.1.0
info: { title: roles, version: '1' }
paths:
  /roles:
    get:
      parameters: [ { name: note, in: query, description: 'A text contained in the note, or the whole note, if "exact" is true', schema: { type: string } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &role { $ref: '#/components/schemas/Role' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *role } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *role } } }, '400': &no { description: refused } } }
  /roles/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces a role. Another name renames the role., requestBody: { required: true, content: { application/json: { schema: *role } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Role: { type: object, required: [ name, label ], properties: { name: { type: string, minLength: 1, maxLength: 60 }, label: { type: string, minLength: 1, maxLength: 40 }, note: { type: string } } } }
`,
})

interface Role {
  readonly name: string
  readonly label: string
  readonly note?: string
}

test('a value that is taken, a rename and a part of a text are no faults where words say so', async () => {
  const roles = new Map<string, Role>()
  // A label that was used once is taken for ever, and so is the shortest one.
  const labels = new Set<string>(['a'])
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const name = pathname.split('/').map(decodeURIComponent)[2]
      if (name === undefined && request.method === 'GET')
        return Response.json(
          [...roles.values()].filter(({ note = '' }) => note.includes(searchParams.get('note') ?? '')),
        )
      const found = roles.get(name ?? '')
      if (name !== undefined && found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'GET') return Response.json(found)
      if (request.method === 'DELETE') return new Response(null, { status: roles.delete(name ?? '') ? 204 : 404 })
      const sent = (await request.json()) as Role
      if (found?.label !== sent.label && labels.has(sent.label))
        return Response.json({ message: 'A role with this label already exists' }, { status: 400 })
      if (found?.name !== sent.name && roles.has(sent.name)) return Response.json({}, { status: 400 })
      labels.add(sent.label)
      roles.delete(name ?? '')
      roles.set(sent.name, sent)
      return Response.json(sent, { status: name === undefined ? 201 : 200 })
    },
    { level: 'should', selects: (id) => /^law\.(boundary-values-come-back|keys-stay|filters-filter)\[/.test(id) },
  )
  expect(told(report)).toEqual([])
})
