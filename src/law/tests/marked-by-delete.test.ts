import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Lamps that a delete only marks. A second delete is refused. */
const { document } = readWritten({
  'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Lamp' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, '422': &no { description: refused } } }
  /lamps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { description: 'A deleted lamp is read too, with the state \`DELETED\`.', responses: { '200': *one, '404': *no } }
    patch: { description: Changes the lamp., requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { description: 'Marks the lamp as deleted: its state is \`DELETED\` then. One that is deleted already is refused with 400.', responses: { '200': *one, '400': *no, '404': *no } }
components:
  schemas:
    Lamp: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, state: { type: string, enum: [ ACTIVE, DELETED ], readOnly: true }, title: { type: string, minLength: 1, maxLength: 40 } } }
`,
})

/** @param refusals the deletes that are refused first, whatever the state, as a count */
function createLamps(refusals = 0) {
  let left = refusals
  return createCrud({
    path: '/lamps',
    isValid: ({ title }) => typeof title === 'string' && title !== '' && Array.from(title).length <= 40,
    created: ({ title }) => ({ title, state: 'ACTIVE' }),
    updated: { PATCH: (before, { title }) => ({ ...before, title }) },
    before: ({ method, url }, store) => {
      const [, , id] = new URL(url).pathname.split('/')
      const lamp = store.get(Number(id))
      if (id === undefined && method === 'GET')
        return Response.json([...store.values()].filter(({ state }) => state === 'ACTIVE'))
      if (method !== 'DELETE' || lamp === undefined) return undefined
      if (left > 0 || lamp['state'] === 'DELETED') {
        left -= 1
        return new Response(null, { status: 400 })
      }
      store.set(Number(id), { ...lamp, state: 'DELETED' })
      return Response.json(store.get(Number(id)))
    },
  })
}

test('members that a delete marks, and a second delete refuses, end no law', async () => {
  const report = await fireAt(document, createLamps().answer)
  expect([told(report), report.leftBehind, report.reason]).toEqual([[], undefined, undefined])
  expect(report.results.filter(({ reason = '' }) => reason.includes('makes no more of them'))).toEqual([])
})

test('a verdict names the resources of which the run makes no more members', async () => {
  const laws = [
    'create-shows-member',
    'read-equals-write',
    'keys-are-unique',
    'update-shows',
    'invalid-create-is-refused',
  ]
  const selects = (id: string): boolean => laws.some((law) => id === `law.${law}[lamp]`)
  const report = await fireAt(document, createLamps(12).answer, { selects })
  expect([report.verdict, report.leftBehind]).toEqual(['conforms', undefined])
  expect(report.reason).toBe('not verified in part at lamp, of which the run makes no more members')
  expect(report.notes?.join(' ')).toMatch(
    /could not be removed: the delete was answered 400; the run makes no more of them/,
  )
})
