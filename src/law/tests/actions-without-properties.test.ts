import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Lamps with an action whose body is an empty object, and with a code that a deleted lamp keeps, which a read still shows. */
const { document } = readWritten({
  'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, '409': &no { description: The code is taken. }, '422': *no } }
  /lamps/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /lamps/{id}/disable:
    parameters: *id
    post: { description: 'Disables a lamp: \`enabled\` is false then. To disable a disabled lamp again changes nothing.', requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '200': *one, '400': *no } }
components:
  schemas:
    Lamp:
      type: object
      required: [ code ]
      properties:
        id: { type: integer, readOnly: true }
        deleted: { type: boolean, readOnly: true }
        enabled: { type: boolean, readOnly: true }
        times: { type: integer, readOnly: true }
        code: { type: string, minLength: 1, maxLength: 40, description: 'Unique among all lamps, deleted ones too.' }
`,
})

type Fault = 'none' | 'disables-again' | 'frees-codes'

async function fire(fault: Fault): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/lamps',
    isValid: ({ code }) => typeof code === 'string' && code !== '' && Array.from(code).length <= 40,
    created: ({ code }) => ({ code, enabled: true, deleted: false, times: 0 }),
    updated: {},
    before: ({ method, url }, store, body) => {
      const [, , own, action] = new URL(url).pathname.split('/')
      const lamp = store.get(Number(own))
      const { code } = (body ?? {}) as { readonly code?: unknown }
      const isTaken = [...store.values()].some(
        (one) => one['code'] === code && (one['deleted'] === false || fault !== 'frees-codes'),
      )
      if (own === undefined) return method === 'POST' && isTaken ? new Response(null, { status: 409 }) : undefined
      if (lamp === undefined) return undefined
      if (action !== undefined && method === 'POST') {
        const isCounted = lamp['enabled'] === true || fault === 'disables-again'
        store.set(Number(own), { ...lamp, enabled: false, times: Number(lamp['times']) + (isCounted ? 1 : 0) })
        return Response.json(store.get(Number(own)))
      }
      if (method !== 'DELETE' || lamp['deleted'] === true) return undefined
      store.set(Number(own), { ...lamp, deleted: true })
      return new Response(null, { status: 204 })
    },
  })
  const report = await fireAt(document, answer, { selects: (id) => LAWS.test(id), level: 'should' })
  expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
  return told(report)
}

const LAWS = /^law\.(?:action-again-changes-nothing|deleted-frees-its-values)\[/

test.each([
  ['none', []],
  ['disables-again', ['fail law.action-again-changes-nothing[disable]']],
  ['frees-codes', ['warn law.deleted-frees-its-values[lamp]']],
] as const)('lamps with an action without properties: %s', async (fault, expected) => {
  expect(await fire(fault)).toEqual(expected)
})
