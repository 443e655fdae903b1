import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Store, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Tools, and kits with lines, each of which names a tool. */
const written = (conflict: string, creates: string) =>
  readWritten({
    'kits.yaml': `openapi: 3.1.0
info: { title: kits, version: '1' }
paths:
  /tools:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &text { type: string, minLength: 1, maxLength: 40 } } } } } }, responses: { '201': &tool { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, name: *text } } } } }, '422': &no { description: refused } } }
  /tools/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *tool, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no, '409': { description: ${conflict} } } }
  /kits:
    post: { description: "${creates}", requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title, lines ], properties: { title: *text, lines: &lines { type: array, minItems: 1, maxItems: 9, items: { type: object, required: [ toolId, count ], properties: { toolId: { type: integer, description: 'The tool must exist.' }, count: { type: integer, minimum: 1 } } } } } } } } }, responses: { '201': &kit { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, title: *text, lines: *lines } } } } }, '422': *no } }
  /kits/{id}:
    parameters: *id
    get: { responses: { '200': *kit, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  })

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

function toolsOf({ lines }: Values): readonly number[] {
  return (lines as readonly Values[]).map(({ toolId }) => Number(toolId))
}

/** The findings at a server whose delete of a tool looks at some lines of kits. */
async function toldOf(
  looksAt: number,
  conflict = 'A kit names the tool',
  creates = 'Creates a kit.',
): Promise<readonly string[]> {
  let kitsIn: Store = new Map()
  const tools = createCrud({
    path: '/tools',
    isValid: ({ name }) => isText(name),
    updated: {},
    before: ({ method, url }) => {
      const id = Number(new URL(url).pathname.split('/')[2])
      const isNamed = [...kitsIn.values()].some((kit) => toolsOf(kit).slice(0, looksAt).includes(id))
      return method === 'DELETE' && isNamed ? new Response(null, { status: 409 }) : undefined
    },
  })
  const kits = createCrud({
    path: '/kits',
    isValid: (kit) => isText(kit['title']) && toolsOf(kit).every((id) => tools.held().includes(id)),
    updated: {},
    before: (_, store) => {
      kitsIn = store
      return undefined
    },
  })
  const handle = (request: Request): Promise<Response> =>
    (new URL(request.url).pathname.startsWith('/tools') ? tools : kits).answer(request)
  const report = await fireAt(written(conflict, creates).document, handle, {
    selects: (id) => id === 'law.named-member-stays[kit]',
  })
  expect([...kits.held(), ...tools.held()]).toEqual([])
  return told(report)
}

test('what the second item of a list names stays too', async () => {
  expect(await toldOf(9)).toEqual([])
  expect(await toldOf(1)).toEqual(['fail law.named-member-stays[kit]'])
})

test('a refusal that speaks of the state of a new member and of another one is about new members', async () => {
  const conflict = 'A kit that is a draft or confirmed names the tool'
  const creates = 'Creates a kit in the state `draft`.'
  expect(await toldOf(9, conflict, creates)).toEqual([])
  expect(await toldOf(1, conflict, creates)).toEqual(['fail law.named-member-stays[kit]'])
  expect(await toldOf(0, conflict)).toEqual([])
})
