import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Teams and their plans, which stand in two lists. */
const DOCUMENT = ({ create, other, says }: Pick<Style, 'create' | 'other' | 'says'>): string => `openapi: 3.1.0
info: { title: plans, version: '1' }
paths:
  /teams:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &team { $ref: '#/components/schemas/Team' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *team } } }, responses: { '201': &oneTeam { description: one, content: { application/json: { schema: *team } } }, '400': &no { description: no }, '415': *no } }
  /teams/{teamId}:
    parameters: [ { name: teamId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *oneTeam, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  ${create}:
    ${create.includes('{') ? 'parameters: [ { name: teamId, in: path, required: true, schema: { type: integer } } ]' : ''}
    get: { responses: { '200': &all { description: all, content: { application/json: { schema: { type: array, items: &plan { $ref: '#/components/schemas/Plan' } } } } }, '404': *no } }
    post: { requestBody: { required: true, content: { application/json: { schema: *plan } } }, responses: { '201': &onePlan { description: one, content: { application/json: { schema: *plan } } }, '400': *no, '404': *no, '415': *no } }
  ${other}:
    ${other.includes('{') ? 'parameters: [ { name: teamId, in: path, required: true, schema: { type: integer } } ]' : ''}
    get: { summary: '${says}', responses: { '200': *all, '404': *no } }
  /plans/{planId}:
    parameters: [ { name: planId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *onePlan, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Team: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
    Plan: { type: object, required: [ title${create.includes('{') ? '' : ', teamId'} ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, teamId: { type: integer${create.includes('{') ? ', readOnly: true' : ''} } } }
`

type Fault = 'lost' | 'stale' | 'deleted' | 'of-all-teams'

interface Style {
  readonly create: '/teams/{teamId}/plans' | '/plans'
  readonly other: '/plans' | '/teams/{teamId}/plans'
  readonly says: string
  readonly fault?: Fault
}

interface Plan {
  readonly id: number
  readonly title: string
  readonly teamId: number
}

async function fire(style: Style): Promise<readonly string[]> {
  const { create, other, fault } = style
  const [teams, plans, gone] = [new Map<number, unknown>(), new Map<number, Plan>(), new Map<number, Plan>()]
  let last = 0
  const remove = (id: number): void => {
    const plan = plans.get(id)
    if (plan !== undefined) gone.set(id, plan)
    plans.delete(id)
  }
  const { document } = readWritten({ 'plans.yaml': DOCUMENT(style) })
  const report = await fireAt(
    document,
    async (request) => {
      const [, root, key, below] = new URL(request.url).pathname.split('/')
      const id = Number(key)
      const form = below === 'plans' ? '/teams/{teamId}/plans' : root === 'plans' && key === undefined ? '/plans' : ''
      if ((below !== undefined || root === 'teams') && key !== undefined && !teams.has(id))
        return Response.json({}, { status: 404 })
      if (root === 'plans' && key !== undefined && !plans.has(id)) return Response.json({}, { status: 404 })
      if (request.method === 'GET') {
        if (form === '')
          return Response.json(
            key === undefined ? [...teams.values()] : root === 'teams' ? teams.get(id) : plans.get(id),
          )
        const isOther = form === other
        const all = [...plans.values(), ...(isOther && fault === 'deleted' ? gone.values() : [])]
        const own = all.filter(
          (one) => below === undefined || one.teamId === id || (isOther && fault === 'of-all-teams'),
        )
        const shown = isOther && fault === 'stale' ? own.map((one) => ({ ...one, title: 'a title' })) : own
        return Response.json(isOther && fault === 'lost' ? shown.filter((one) => one.id % 2 === 0) : shown)
      }
      if (request.method === 'DELETE' && form === '' && key !== undefined) {
        if (root === 'plans') remove(id)
        else {
          teams.delete(id)
          for (const plan of [...plans.values()].filter(({ teamId }) => teamId === id)) remove(plan.id)
        }
        return new Response(null, { status: 204 })
      }
      if (request.method !== 'POST' || (form !== create && (root !== 'teams' || key !== undefined)))
        return new Response(null, { status: 405, headers: { Allow: 'GET' } })
      if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
      const sent = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
      last += 1
      if (form === '') {
        if (typeof sent['name'] !== 'string' || sent['name'] === '') return Response.json({}, { status: 400 })
        teams.set(last, { id: last, name: sent['name'] })
        return Response.json(teams.get(last), { status: 201 })
      }
      const { title, teamId }: Readonly<Record<string, unknown>> = { teamId: id, ...sent }
      const isRight = typeof title === 'string' && title !== '' && (below === 'plans' || teams.has(Number(teamId)))
      if (!isRight || typeof teamId !== 'number') return Response.json({}, { status: 400 })
      const plan = { id: last, title, teamId: below === 'plans' ? id : teamId }
      plans.set(last, plan)
      return Response.json(plan, { status: 201 })
    },
    style.fault === undefined ? {} : { selects: (id) => id === LAW },
  )
  expect([teams.size, plans.size]).toEqual([0, 0])
  return told(report)
}

const BELOW = { create: '/teams/{teamId}/plans', other: '/plans' } as const
const ASIDE = { create: '/plans', other: '/teams/{teamId}/plans' } as const
const LAW = 'law.other-lists-show-members[plan]'

test.each<Style>([
  { ...BELOW, says: 'All plans' },
  { ...BELOW, says: 'Plans' },
  { ...ASIDE, says: 'The plans of a team' },
  { ...BELOW, says: 'Public plans', fault: 'lost' },
  { ...ASIDE, says: 'The latest plans of a team', fault: 'lost' },
])('another list that shows what belongs there, or a part by its description, is not accused: %j', async (style) => {
  const found = await fire(style)
  expect(found.filter((id) => id.startsWith('fail') || id.includes(LAW))).toEqual([])
})

test.each<Fault>(['lost', 'stale', 'deleted'])('a list above the parents that is %s is told', async (fault) => {
  expect(await fire({ ...BELOW, says: 'All plans', fault })).toContain(`fail ${LAW}`)
  expect(await fire({ ...BELOW, says: 'Plans', fault })).toContain(`warn ${LAW}`)
})

test.each<Fault>(['lost', 'stale', 'deleted', 'of-all-teams'])(
  'a list below a parent that a property names and that is %s is told',
  async (fault) => {
    expect(await fire({ ...ASIDE, says: 'The plans of a team', fault })).toContain(`fail ${LAW}`)
  },
)
