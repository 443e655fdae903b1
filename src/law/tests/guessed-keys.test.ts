import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { calibrateModel } from '../calibrate-model.ts'
import { fireAt, lawRun, told } from './fire-at.test-support.ts'

/** Projects whose path takes a text that is neither their id nor their name. */
const documentOf = (parameter: string, key = 'key', headers = ''): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'projects.yaml': `openapi: 3.1.0
info: { title: projects, version: '1' }
paths:
  /projects:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Project' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': { description: one,${headers} content: &one { application/json: { schema: { $ref: '#/components/schemas/Project' } } } }, '422': &no { description: refused } } }
  /projects/{project}:
    parameters: [ { name: project, in: path, required: true, description: '${parameter}', schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: *one }, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ ${key}, name ], properties: { ${key}: { type: string, pattern: '^[a-z][a-z0-9]{1,38}$' }, name: { type: string, minLength: 1, maxLength: 90 } } }
    Project: { type: object, required: [ id, ${key}, name ], properties: { id: { type: integer }, ${key}: { type: string }, name: { type: string } } }
`,
  }).document

interface Mode {
  readonly key?: string
  readonly location?: boolean
  /** False for a server that finds no member at all. */
  readonly finds?: boolean
}

function createProjects({ key = 'key', location = false, finds = true }: Mode) {
  const held = new Map<string, Readonly<Record<string, unknown>>>()
  let last = 0
  const answer = async (request: Request): Promise<Response> => {
    const own = new URL(request.url).pathname.split('/')[2]
    const found = own === undefined || !finds ? undefined : held.get(decodeURIComponent(own))
    if (own === undefined && request.method === 'GET') return Response.json([...held.values()])
    if (own !== undefined) {
      if (found === undefined) return new Response(null, { status: 404 })
      if (request.method === 'GET') return Response.json(found)
      held.delete(decodeURIComponent(own))
      return new Response(null, { status: 204 })
    }
    const sent: unknown = await request.json().catch(() => null)
    if (!isObject(sent)) return new Response(null, { status: 422 })
    const { [key]: value, name } = sent
    const isKey = typeof value === 'string' && /^[a-z][a-z0-9]{1,38}$/.test(value) && !held.has(value)
    if (!isKey || typeof name !== 'string' || name === '' || name.length > 90)
      return new Response(null, { status: 422 })
    const project = { id: (last += 1), [key]: value, name }
    held.set(value, project)
    return Response.json(project, {
      status: 201,
      headers: location ? { Location: `https://api.test/projects/${value}` } : {},
    })
  }
  return { answer, held }
}

const READS = {
  selects: (id: string) => /^law\.(?:read-equals-write|delete-has-effect|list-agrees-with-read)/.test(id),
}

test('the noun of the description of a parameter is the property of the key', () => {
  expect(inferModel(documentOf('Key of the project.')).resources['project']?.key.address).toMatchObject({
    value: { project: '/key' },
    certainty: 'sure',
  })
  // A noun of another member, or of no property, says nothing.
  for (const description of ['Key of the team.', 'Handle of the project.'])
    expect(inferModel(documentOf(description)).resources['project']?.key.address).toMatchObject({
      value: { project: '/name' },
      certainty: 'guess',
    })
})

test.each([
  ['key', false],
  ['key', true],
  ['code', true],
] as const)(
  'a guessed key at which a read finds no fresh member is corrected: %s, Location: %s',
  async (key, location) => {
    const { answer, held } = createProjects({ key, location })
    const headers = location ? ' headers: { Location: { schema: { type: string } } },' : ''
    const report = await fireAt(documentOf('A project.', key, headers), answer, READS)
    expect(told(report)).toEqual([])
    expect(report.results.map(({ status }) => status)).toContain('pass')
    expect(held.size).toBe(0)
  },
)

test('a look at a server whose members are not found tells that the guess is most likely wrong', async () => {
  const { answer } = createProjects({ finds: false })
  const { model } = await calibrateModel(lawRun(documentOf('A project.'), answer))
  expect(model.remarks.join()).toContain(
    'its key stands at /name is most likely wrong; correct `key.address` of project',
  )
})
