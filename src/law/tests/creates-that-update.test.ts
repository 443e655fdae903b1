import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { isObject } from '../../json/pointer.ts'
import { recoverMembers } from '../clean-up/recover-members.ts'
import { type MemberEntry, noteIn } from '../session/member-ledger.ts'
import { NO_TRACES } from '../session/traces.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &note { $ref: '#/components/schemas/Note' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *note } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '400': &no { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: done }, '404': *no } }
components:
  schemas: { Note: { type: object, required: [ title, kind ], properties: { id: { type: string, readOnly: true }, title: { type: string }, kind: { enum: [ alpha, beta ] } } } }
`,
})

/** Notes, one of each kind: a create of a kind that is there changes that one. A person has one of each. */
function notes(status: number) {
  const held = new Map(
    ['alpha', 'beta'].map((kind, index) => [`p${index}`, { id: `p${index}`, title: 'of a person', kind }]),
  )
  const asked: string[] = []
  async function answer(request: Request): Promise<Response> {
    const id = new URL(request.url).pathname.split('/')[2]
    asked.push(request.method)
    if (id === undefined && request.method === 'GET') return Response.json([...held.values()])
    if (id === undefined) {
      const sent: unknown = await request.json().catch(() => undefined)
      const { title, kind } = isObject(sent) ? sent : {}
      const found = [...held.values()].find((one) => one.kind === kind)
      if (typeof title !== 'string' || found === undefined) return Response.json({}, { status: 400 })
      held.set(found.id, { ...found, title })
      return Response.json(held.get(found.id), { status })
    }
    const found = held.get(id)
    if (found === undefined) return Response.json({}, { status: 404 })
    if (request.method !== 'DELETE') return Response.json(found)
    held.delete(id)
    return new Response(null, { status: 204 })
  }
  return { held, asked, answer }
}

/** A run of a few laws, with the ledger as it was when each create was sent. */
async function fire(status: number) {
  const { held, asked, answer } = notes(status)
  const entries: MemberEntry[] = []
  const atCreates: (readonly MemberEntry[])[] = []
  const handle = (request: Request): Promise<Response> => {
    if (request.method === 'POST') atCreates.push([...entries])
    return answer(request)
  }
  const report = await fireAt(document, handle, {
    selects: (id) => /^law\.(valid-create-is-accepted|read-equals-write|deleted-is-gone)/.test(id),
    ledger: noteIn((entry) => entries.push(entry)),
  })
  const findings = report.results.flatMap((one) => one.findings)
  return { held, asked, entries, atCreates, findings }
}

test.each([
  [201, 'keys-are-unique', 'must'],
  [200, 'keys-are-unique.presumed', 'should'],
] as const)('a member from before that a create answered with %i has changed stays', async (status, law, level) => {
  const { held, asked, entries, findings } = await fire(status)
  expect([...held.keys()]).toEqual(['p0', 'p1'])
  expect(asked.filter((method) => method === 'POST')).toHaveLength(1)
  expect(asked).not.toContain('DELETE')
  expect(
    findings.filter(({ signature }) => signature === 'changed').map((one) => [one.requirement, one.level]),
  ).toEqual([[law, level]])
  const ended = new Set(entries.flatMap((entry) => ('gone' in entry ? entry.n : [])))
  expect(entries.filter((entry) => 'creating' in entry && !ended.has(entry.n))).toEqual([])
})

test('a clean-up after a kill does not take such a member for that of the run by its word', async () => {
  const { atCreates } = await fire(201)
  const [entries = []] = atCreates
  const { held, asked, answer } = notes(201)
  const claims = entries.flatMap((entry) =>
    'creating' in entry ? [{ note: entry.creating, path: undefined, traces: NO_TRACES }] : [],
  )
  const [word = ''] = claims[0]?.note.marks ?? []
  held.set('p0', { id: 'p0', title: word, kind: 'alpha' })
  const outcomes: string[] = []
  const removals = recoverMembers({
    head: { ledger: 2, tool: '0', api: 'notes', target: 'http://notes.test', startedAt: '', pid: 1, headers: {} },
    claims,
    before: entries.flatMap((entry) => ('before' in entry ? entry.before : [])),
    word,
    target: fetchTarget(answer, DEFAULT_LIMITS),
    principals: {},
    dryRun: false,
  })
  for await (const { outcome } of removals) outcomes.push(outcome)
  expect([outcomes, held.size, asked.includes('DELETE')]).toEqual([['absent'], 2, false])
})
