import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Flags with a version, which a PUT replaces. */
const { document } = readWritten({
  'flags.yaml': `openapi: 3.1.0
info: { title: flags, version: '1' }
paths:
  /flags:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }, '400': &no { description: refused } } }
  /flags/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces the flag., requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    New: { type: object, additionalProperties: false, required: [ name ], properties: { name: { type: string, minLength: 1, maxLength: 40 } } }
    Flag: { type: object, required: [ id, name, version, state, reads ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, version: { type: integer, readOnly: true, description: Changes with each change. }, state: { type: string, readOnly: true }, reads: { type: integer, readOnly: true } } }
`,
})

type Difference = 'version-stays' | 'refusals-raise-the-version' | 'reads-are-counted' | 'is-ready-later'

interface Flag {
  readonly id: number
  readonly name: string
  readonly version: number
  readonly reads: number
  readonly state: string
}

async function fire(law: string, difference?: Difference): Promise<readonly string[]> {
  const flags = new Map<number, Flag>()
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const own = new URL(request.url).pathname.split('/')[2]
      const id = Number(own)
      const held = flags.get(id)
      if (own !== undefined && held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: flags.delete(id) ? 204 : 404 })
      if (request.method === 'GET') {
        if (held !== undefined && difference === 'reads-are-counted') flags.set(id, { ...held, reads: held.reads + 1 })
        return Response.json(held)
      }
      const sent = (await request.json()) as Partial<Flag> | null
      const isFit =
        sent !== null &&
        Object.keys(sent).join('') === 'name' &&
        typeof sent.name === 'string' &&
        /^.{1,40}$/.test(sent.name)
      const raised = { ...held, version: (held?.version ?? 0) + (difference === 'version-stays' && held ? 0 : 1) }
      const state = held !== undefined && difference === 'is-ready-later' ? 'ready' : 'made'
      if (!isFit) {
        const isRaised = difference === 'refusals-raise-the-version'
        if (held !== undefined) flags.set(id, { ...held, state, ...(isRaised ? { version: held.version + 1 } : {}) })
        return new Response(null, { status: 400 })
      }
      const made = { reads: 0, ...raised, name: sent.name ?? '', state, id: held?.id ?? (last += 1) }
      flags.set(made.id, made)
      return Response.json(made, { status: held === undefined ? 201 : 200 })
    },
    { selects: (id) => id === law, level: 'should' },
  )
  expect(flags.size).toBe(0)
  return told(report)
}

const CHANGES = 'law.version-property-changes[flag]'
const REFUSED = 'law.refused-write-changes-nothing[flag]'

test.each([
  [CHANGES, undefined, []],
  [CHANGES, 'version-stays', [`fail ${CHANGES}`]],
  [REFUSED, undefined, []],
  [REFUSED, 'refusals-raise-the-version', [`fail ${REFUSED}`]],
  // A value that changes by itself, with each read or once, tells nothing of a write.
  [REFUSED, 'reads-are-counted', []],
  [REFUSED, 'is-ready-later', []],
] as const)('%s where a PUT alone changes a flag: %s', async (law, difference, found) => {
  expect(await fire(law, difference)).toEqual(found)
})
