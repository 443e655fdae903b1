import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { Report } from '../../report/report.ts'
import { realClock } from '../../send/clock.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Farms with fields, which are deleted some time after the answer. A farm that has a field is not deleted. */
const FARMS = `openapi: 3.1.0
info: { title: farms, version: '1' }
paths:
  /farms:
    get: { responses: { '200': &all { description: all, content: { application/json: { schema: { type: array, items: &named { $ref: '#/components/schemas/Named' } } } } } } }
    post:
      requestBody: &body { required: true, content: { application/json: { schema: *named } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *named } } }, '400': &no { description: refused } }
  /farms/{farmId}:
    parameters: [ &farm { name: farmId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no, '409': *no } }
  /farms/{farmId}/fields:
    parameters: [ *farm ]
    get: { responses: { '200': *all, '404': *no } }
    post: { requestBody: *body, responses: { '201': *one, '400': *no, '404': *no } }
  /farms/{farmId}/fields/{fieldId}:
    parameters: [ *farm, { name: fieldId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '202': *no, '404': *no } }
components:
  schemas:
    Named: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1, maxLength: 40 } } }
`

const { document } = readWritten({ 'farms.yaml': FARMS })

interface Farm {
  readonly name: string
  /** By id, each with the time from when it is gone. */
  readonly fields: Map<number, { readonly name: string; goneAt: number }>
}

function there({ fields }: Farm): readonly number[] {
  return [...fields].flatMap(([id, { goneAt }]) => (goneAt > Date.now() ? id : []))
}

function selects(id: string): boolean {
  return id === 'law.read-equals-write[field]'
}

/** Fires one law about fields at a server that deletes a field `later` milliseconds after its answer. The first field may end the run. */
async function fire(
  later: number,
  isInterrupted = false,
): Promise<{ readonly report: Report; readonly farms: number }> {
  const controller = new AbortController()
  const farms = new Map<number, Farm>()
  let last = 0
  const handle = async (request: Request): Promise<Response> => {
    const [, , farmId, part, fieldId] = new URL(request.url).pathname.split('/')
    const farm = farms.get(Number(farmId))
    if (farmId !== undefined && farm === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'POST') {
      const { name } = (await request.json()) as { readonly name: string }
      last += 1
      if (farm === undefined) farms.set(last, { name, fields: new Map() })
      else farm.fields.set(last, { name, goneAt: Infinity })
      if (isInterrupted && farm !== undefined) controller.abort()
      return Response.json({ id: last, name }, { status: 201 })
    }
    if (farm === undefined) return Response.json([...farms].map(([id, { name }]) => ({ id, name })))
    const field = there(farm).includes(Number(fieldId)) ? farm.fields.get(Number(fieldId)) : undefined
    if (fieldId !== undefined && field === undefined) return Response.json({}, { status: 404 })
    if (request.method !== 'DELETE')
      return Response.json(
        part !== undefined && field === undefined
          ? there(farm).map((id) => ({ id, name: farm.fields.get(id)?.name }))
          : { id: Number(fieldId ?? farmId), name: (field ?? farm).name },
      )
    if (field === undefined && there(farm).length > 0) return Response.json({}, { status: 409 })
    if (field === undefined) farms.delete(Number(farmId))
    else field.goneAt = Math.min(field.goneAt, Date.now() + later)
    return new Response(null, { status: field === undefined ? 204 : 202 })
  }
  const report = await fireAt(document, handle, { clock: realClock, selects, signal: controller.signal })
  return { report, farms: farms.size }
}

test('a parent whose members are deleted later is removed when they are gone', async () => {
  const { report, farms } = await fire(100)
  expect([report.verdict, report.leftBehind, farms]).toEqual(['conforms', undefined, 0])
})

test('an interruption does not cut short the waits for members that are deleted later', async () => {
  const { report, farms } = await fire(100, true)
  expect([report.interrupted, report.leftBehind, farms]).toEqual([true, undefined, 0])
})

test('a parent that stays is named', async () => {
  const { report, farms } = await fire(Infinity)
  expect(report.verdict).toBe('inconclusive')
  expect(report.leftBehind).toEqual(['farm at /farms/1 (the delete was answered 409)'])
  expect(farms).toBe(1)
})
