import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, quickClock, told } from './fire-at.test-support.ts'

/** Where the document says that an archived flag is not changed. */
const IN_DESCRIPTION = {
  description: 'Replaces the flag. An archived flag is not changed (409, `archived`).',
  conflict: 'refused',
}
const IN_CONFLICT = { description: 'Replaces the flag.', conflict: 'An archived flag cannot be changed' }

/** Flags that are archived and restored. An archived one is not changed. */
const flagsWith = (time: string, said = IN_DESCRIPTION): ApiDocument =>
  readWritten({
    'flags.yaml': `openapi: 3.1.0
info: { title: flags, version: '1' }
paths:
  /flags:
    post: { requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }, '400': &no { description: refused } } }
  /flags/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put:
      description: ${JSON.stringify(said.description)}
      requestBody: { required: true, content: { application/json: { schema: *new } } }
      responses: { '200': *one, '400': *no, '404': *no, '409': { description: ${said.conflict} } }
    delete: { responses: { '204': *no, '404': *no } }
  /flags/{id}/archive:
    parameters: *id
    post: { description: Archives the flag. Archiving an archived flag changes nothing., responses: { '200': *one, '404': *no } }
  /flags/{id}/restore:
    parameters: *id
    post: { description: Undoes an archiving., responses: { '200': *one, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 } } }
    Flag: { type: object, required: [ id, name, archived, archivedAt ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, archived: { type: boolean, readOnly: true }, archivedAt: ${time}, updatedAt: { type: integer, readOnly: true }, reads: { type: integer, readOnly: true } } }
`,
  }).document

type Fault =
  | 'restores-in-the-answer-alone'
  | 'changes-archived'
  | 'accepts-archived'
  | 'archives-twice'
  | 'touches-archived'
  | 'counts-reads'

interface Flag {
  readonly id: number
  readonly name: string
  readonly archived: boolean
  readonly archivedAt: string | number | null
  readonly updatedAt?: number
}

/** The times of a server, whose clock moves in steps. */
interface Times {
  readonly schema: string
  readonly shown: (milliseconds: number) => string | number
  readonly said?: typeof IN_DESCRIPTION
}

const inSteps = (step: number) => (milliseconds: number) =>
  new Date(Math.floor(milliseconds / step) * step).toISOString()
const TEXT = "{ type: [ string, 'null' ], format: date-time, readOnly: true }"
const IN_STEPS: Times = { schema: TEXT, shown: inSteps(50) }
const IN_WHOLE_SECONDS: Times = { schema: TEXT, shown: inSteps(1_000) }
const SINCE_1970: Times = {
  schema: "{ type: [ integer, 'null' ], readOnly: true }",
  shown: (milliseconds) => Math.floor(milliseconds / 1_000),
}

async function fire(
  law: string,
  fault?: Fault,
  { schema, shown, said = IN_DESCRIPTION } = IN_STEPS,
): Promise<readonly string[]> {
  const clock = quickClock(Date.UTC(2026, 10, 30))
  const flags = new Map<number, Flag>()
  let last = 0
  let reads = 0
  const report = await fireAt(
    flagsWith(schema, said),
    async (request) => {
      const [, , own, action] = new URL(request.url).pathname.split('/')
      const id = Number(own)
      const held = flags.get(id)
      if (own !== undefined && held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: flags.delete(id) ? 204 : 404 })
      if (request.method === 'GET')
        return Response.json({ ...held, ...(fault === 'counts-reads' ? { reads: (reads += 1) } : {}) })
      if (held !== undefined && action === 'archive') {
        if (!held.archived || fault === 'archives-twice')
          flags.set(id, { ...held, archived: true, archivedAt: shown(clock.now()) })
        else if (fault === 'touches-archived') flags.set(id, { ...held, updatedAt: clock.now() })
        return Response.json(flags.get(id))
      }
      if (held !== undefined && action === 'restore') {
        const restored = { ...held, archived: false, archivedAt: null }
        if (fault !== 'restores-in-the-answer-alone') flags.set(id, restored)
        return Response.json(restored)
      }
      const sent = (await request.json()) as Partial<Flag> | null
      if (typeof sent?.name !== 'string' || sent.name === '') return new Response(null, { status: 400 })
      if (held?.archived === true && fault === 'accepts-archived') return Response.json(held)
      if (held?.archived === true && fault !== 'changes-archived') return new Response(null, { status: 409 })
      const made = { archived: false, archivedAt: null, ...held, name: sent.name, id: held?.id ?? (last += 1) }
      flags.set(made.id, made)
      return Response.json(made, { status: held === undefined ? 201 : 200 })
    },
    { clock, selects: (id) => id === law, level: 'should' },
  )
  expect(flags.size).toBe(0)
  expect(report.results.find(({ id }) => id === law)?.status).not.toBe('skip')
  return told(report)
}

const EFFECT = 'law.action-has-effect[restore]'
const FROZEN = 'law.other-state-is-refused[flag]'
const AGAIN = 'law.action-again-changes-nothing[archive]'

test.each([
  [EFFECT, undefined, []],
  [EFFECT, 'restores-in-the-answer-alone', [`fail ${EFFECT}`]],
  [FROZEN, undefined, []],
  [FROZEN, 'changes-archived', [`fail ${FROZEN}`]],
  [FROZEN, 'accepts-archived', [`warn ${FROZEN}`]],
  [AGAIN, undefined, []],
  [AGAIN, 'archives-twice', [`fail ${AGAIN}`]],
  [AGAIN, 'touches-archived', [`warn ${AGAIN}`]],
  [AGAIN, 'counts-reads', []],
] as const)('%s at flags with the fault %s', async (law, fault, found) => {
  expect(await fire(law, fault)).toEqual(found)
})

test.each([IN_WHOLE_SECONDS, SINCE_1970])(
  'a second archive is sent in the next second where times have no parts of one',
  async (times) => {
    expect(await fire(AGAIN, undefined, times)).toEqual([])
    expect(await fire(AGAIN, 'archives-twice', times)).toEqual([`fail ${AGAIN}`])
  },
)

test('the description of a refusal says in which state a member is not changed', async () => {
  const stated = { ...IN_STEPS, said: IN_CONFLICT }
  expect(await fire(FROZEN, undefined, stated)).toEqual([])
  expect(await fire(FROZEN, 'changes-archived', stated)).toEqual([`fail ${FROZEN}`])
})
