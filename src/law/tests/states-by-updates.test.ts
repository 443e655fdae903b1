import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Issues whose updates set a state, and a time that belongs to one state. The delete has responses. */
const documentWith = (ofDelete: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'issues.yaml': `openapi: 3.1.0
info: { title: issues, version: '1' }
paths:
  /issues:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title ], properties: { title: { type: string } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Issue' } } } }, '422': &no { description: refused } } }
  /issues/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { title: { type: string }, status: { enum: [ open, resolved, ignored ] } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no${ofDelete} } }
components:
  schemas:
    Issue:
      type: object
      required: [ id, title, status, resolvedAt ]
      properties:
        id: { type: integer, readOnly: true }
        title: { type: string }
        status: { enum: [ open, resolved, ignored ] }
        resolvedAt: { type: [ string, 'null' ], readOnly: true, description: null unless the issue is resolved }
`,
  }).document

/** The findings of two laws, and the states that updates have set. `isCleared`: the time goes with its state. */
async function fire({ isCleared = true, loses = '', ofDelete = '' } = {}) {
  const states: unknown[] = []
  const { answer, held } = createCrud({
    path: '/issues',
    isValid: ({ title = 'a', status = 'open' }) =>
      typeof title === 'string' && ['open', 'resolved', 'ignored'].includes(String(status)),
    created: ({ title }) => ({ title, status: 'open', resolvedAt: null }),
    updated: {
      PATCH: (before, body): Values => {
        states.push(body['status'])
        const { status = before['status'], title = before['title'] } = body
        const at = status === 'resolved' ? '2031-01-01T00:00:00Z' : isCleared ? null : before['resolvedAt']
        return { title, status: status === loses ? before['status'] : status, resolvedAt: at }
      },
    },
  })
  const report = await fireAt(documentWith(ofDelete), answer, {
    selects: (id) => /(?:update-shows|null-is-as-stated)\[/.test(id),
  })
  return { told: told(report), states: states.filter((one) => one !== undefined), held: held().length }
}

test('each state is set by updates, and a time that belongs to one of them goes with it', async () => {
  const right = await fire()
  expect([right.told, right.held]).toEqual([[], 0])
  expect(right.states.slice(-4)).toEqual(['open', 'resolved', 'ignored', 'open'])
  expect((await fire({ isCleared: false })).told).toEqual(['fail law.null-is-as-stated[issue]'])
  expect((await fire({ loses: 'ignored' })).told).toContain('fail law.update-shows[issue]')
})

test('a state is not set where it may keep a member from its delete', async () => {
  expect((await fire({ ofDelete: ", '409': *no" })).states).not.toContain('ignored')
})
