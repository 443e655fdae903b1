import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from '../tests/fire-at.test-support.ts'

/** Clubs, people, and memberships of people in clubs, with notes below them. */
const CLUBS = `openapi: 3.1.0
info: { title: clubs, version: '1' }
paths:
  /clubs: { post: &new { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 } } } } } }, responses: { '201': &named { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Named' } } } }, '422': &no { description: refused } } } }
  /clubs/{clubId}:
    parameters: [ &club { name: clubId, in: path, required: true, schema: { type: string } } ]
    get: &read { responses: { '200': *named, '404': *no } }
    delete: &remove { responses: { '204': { description: gone }, '404': *no } }
  /people: { post: *new }
  /people/{personId}:
    parameters: [ &person { name: personId, in: path, required: true, schema: { type: string } } ]
    get: *read
    delete: *remove
  /clubs/{clubId}/people/{personId}:
    parameters: [ *club, *person ]
    get: &membership { responses: { '200': &one { description: one, content: { application/json: { schema: { type: object, required: [ personId, since ], properties: { personId: { type: string }, since: { type: integer, readOnly: true } } } } } }, '404': *no } }
    put: { description: A person who is a member already stays so., responses: { '200': *one, '201': *one, '404': *no } }
    delete: { description: Ends the membership and deletes its notes., responses: { '204': { description: gone }, '404': *no } }
  /clubs/{clubId}/people/{personId}/notes:
    parameters: [ *club, *person ]
    post: { <<: *new, description: Adds a note on the person in the club. }
  /clubs/{clubId}/people/{personId}/notes/{noteId}:
    parameters: [ *club, *person, { name: noteId, in: path, required: true, schema: { type: string } } ]
    get: *read
    delete: *remove
components: { schemas: { Named: { type: object, required: [ id, name ], properties: { id: { type: string, readOnly: true }, name: { type: string, minLength: 1 }, members: { type: integer, readOnly: true, description: Number of people who are enrolled in the club } } } } }
`

type Fault = 'notes-outlast-membership' | 'second-put-is-new' | 'shared-notes' | 'counts-the-gone'

/** A right server of clubs, but for a fault. Each member is held under its path. */
function createClubs(fault?: Fault): { answer: (request: Request) => Promise<Response>; held: Map<string, object> } {
  const held = new Map<string, object>()
  let last = 0
  const gone: string[] = []
  const membersOf = (club: string): number =>
    [...held.keys(), ...(fault === 'counts-the-gone' ? gone : [])].filter(
      (one) => one.startsWith(`${club}/`) && one.split('/').length === 5,
    ).length
  const below = (path: string): readonly string[] =>
    [...held.keys()].filter((one) => one === path || one.startsWith(`${path}/`))
  const answer = async (request: Request): Promise<Response> => {
    const { method } = request
    const asked = new URL(request.url).pathname
    const parts = asked.split('/').slice(1)
    const [, club, , person] = parts
    const isMembership = parts.length === 4
    // What is below a membership may be looked for by the person alone.
    const path = fault === 'shared-notes' && parts.length > 4 ? `/notes/${parts.slice(3).join('/')}` : asked
    const isThere =
      (parts.length < 3 || held.has(`/clubs/${club}`)) &&
      (!isMembership || held.has(`/people/${person}`)) &&
      (parts.length < 5 || held.has(`/clubs/${club}/people/${person}`))
    if (!isThere || (method !== 'POST' && method !== 'PUT' && !held.has(path)))
      return new Response(null, { status: 404 })
    if (method === 'DELETE') {
      const ends = parts[0] === 'people' ? [...held.keys()].filter((one) => one.includes(`/people/${club}`)) : []
      for (const one of ends) if (one.split('/').length === 5) gone.push(one)
      const whole = isMembership && fault === 'notes-outlast-membership' ? [path] : below(path)
      for (const one of [...whole, ...ends]) held.delete(one)
      return new Response(null, { status: 204 })
    }
    if (method === 'PUT') {
      const status = held.has(path) ? 200 : 201
      if (fault === 'second-put-is-new') for (const one of below(path)) held.delete(one)
      if (!held.has(path)) held.set(path, { personId: person, since: (last += 1) })
      return Response.json(held.get(path), { status })
    }
    const count = parts[0] === 'clubs' && parts.length === 2 ? { members: membersOf(path) } : {}
    if (method === 'GET') return Response.json({ ...held.get(path), ...count })
    const { name } = (await request.json().catch(() => ({}))) as { name?: unknown }
    if (typeof name !== 'string' || name === '') return new Response(null, { status: 422 })
    const id = `m${(last += 1)}`
    held.set(`${path}/${id}`, { id, name })
    return Response.json({ id, name }, { status: 201 })
  }
  return { answer, held }
}

async function fire(fault?: Fault): Promise<{ told: readonly string[]; passed: readonly string[]; left: number }> {
  const { answer, held } = createClubs(fault)
  const { document } = readWritten({ 'clubs.yaml': CLUBS })
  const report = await fireAt(document, answer, {
    level: 'should',
    selects: (id) => /valid-create|read-equals|parent|gone|delete|key|children|counts/.test(id),
  })
  return {
    told: told(report),
    passed: report.results.filter(({ status }) => status === 'pass').map(({ id }) => id),
    left: held.size,
  }
}

test('the key of an association is that of a member that the run makes, and so its laws and those of what is below it are fired', async () => {
  const { told: problems, passed, left } = await fire()
  expect(problems).toEqual([])
  expect(passed).toEqual(
    expect.arrayContaining(['law.valid-create-is-accepted[clubPerson]', 'law.read-equals-write[note]']),
  )
  expect(left).toBe(0)
})

test.each<[Fault, string]>([
  ['second-put-is-new', 'fail law.children-outlast-updates[note]'],
  ['counts-the-gone', 'fail law.counts-follow-members[clubPerson]'],
  ['shared-notes', 'fail law.children-stay-with-their-parent[note]'],
  ['notes-outlast-membership', 'fail law.deleted-parent-takes-children[note]'],
])('the fault %s below an association is told', async (fault, id) => {
  expect((await fire(fault)).told).toContain(id)
})
