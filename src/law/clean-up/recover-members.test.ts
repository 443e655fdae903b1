import { expect, onTestFinished, test } from 'vitest'
import { APIS } from '../../../fixtures/apis/apis.ts'
import { listenApi } from '../../../fixtures/apis/kit/listen-api.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { httpTarget } from '../../http/http-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireLaws } from '../tests/fire-laws.test-support.ts'
import { type MemberEntry, noteIn } from '../session/member-ledger.ts'
import { NO_TRACES } from '../session/traces.ts'
import { recoverMembers } from './recover-members.ts'

/** A word of a run, and the rest of a ledger that has it. */
const WORD = 'wa1b2c6789'
const OF_RUN = { word: WORD, traces: NO_TRACES }

async function created(url: string, body: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer alice-0f3d9a' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(response.status).toBe(201)
  return new URL(response.headers.get('location') ?? '', url).pathname
}

test('a member that is unclear is looked for again after its parent went', async () => {
  const api = APIS.find(({ name }) => name === 'notes')
  if (api === undefined) throw new Error('there is no notes')
  const { url, close } = await listenApi(api.serve())
  onTestFinished(close)
  const note = await created(`${url}/notes`, { title: WORD })
  await created(`${url}${note}/comments`, { text: 'a', mood: 'happy' })
  const parent = { resource: 'note', item: '/notes/{noteId}', remove: 'DELETE', keys: { noteId: '/id' } }
  const list = { path: `${note}/comments`, items: '/items' }
  const member = { ...parent, resource: 'comment', item: `${note}/comments/{commentId}`, list }
  const removals = recoverMembers({
    head: { ledger: 2, tool: '0', api: 'notes', target: url, startedAt: '', pid: 1, headers: {} },
    claims: [
      { note: parent, path: note, ...OF_RUN },
      { note: member, path: undefined, ...OF_RUN },
    ],
    target: httpTarget(new URL(url), { limits: DEFAULT_LIMITS, proxy: false }),
    principals: api.principals,
    dryRun: false,
    word: WORD,
    before: [],
  })
  const outcomes: string[] = []
  for await (const { outcome } of removals) outcomes.push(outcome)
  expect(outcomes).toEqual(['removed', 'absent'])
})

test('a member of the stranger is removed as the stranger', async () => {
  const api = APIS.find(({ name }) => name === 'notes')
  if (api === undefined) throw new Error('there is no notes')
  const { url, close } = await listenApi(api.serve())
  onTestFinished(close)
  const path = new URL(await created(`${url}/notes`, { title: WORD }), url).pathname
  const note = { resource: 'note', item: '/notes/{noteId}', remove: 'DELETE', keys: { noteId: '/id' } } as const
  const removals = recoverMembers({
    head: { ledger: 2, tool: '0', api: 'notes', target: url, startedAt: '', pid: 1, headers: {} },
    claims: [{ note: { ...note, as: 'stranger' }, path, ...OF_RUN }],
    target: httpTarget(new URL(url), { limits: DEFAULT_LIMITS, proxy: false }),
    principals: { owner: { bearer: 'of-nobody' }, stranger: { bearer: 'alice-0f3d9a' } },
    dryRun: false,
    word: WORD,
    before: [],
  })
  const outcomes: string[] = []
  for await (const { outcome } of removals) outcomes.push(outcome)
  expect(outcomes).toEqual(['removed'])
})

test('the ledger has what a list showed before the first create without a word of the run', async () => {
  const entries: MemberEntry[] = []
  await fireLaws('notes', { more: { ledger: noteIn((entry) => entries.push(entry)) } })
  const unmarked = entries.findIndex(
    (entry) => 'creating' in entry && entry.creating.marks === undefined && entry.creating.list?.path === '/notes',
  )
  const listed = entries.findIndex((entry) => 'listed' in entry && entry.listed === '/notes')
  expect(listed).toBeGreaterThan(-1)
  expect(listed).toBeLessThan(unmarked)
  expect(entries.filter((entry) => 'listed' in entry && entry.listed === '/notes')).toHaveLength(1)
})

test.each([
  ['deletes', 0],
  ['keeps', 2],
] as const)(
  'members that a first delete moves to a trash are deleted once more: the second %s',
  async (second, left) => {
    const members = new Map(['1000001', '1000002'].map((id) => [`/users/${id}`, { name: WORD, trashed: false }]))
    const asked: string[] = []
    const target = fetchTarget(async (request) => {
      const { pathname } = new URL(request.url)
      asked.push(request.method)
      const member = members.get(pathname)
      if (member === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'GET') return Response.json(member)
      if (member.trashed && second === 'deletes') members.delete(pathname)
      else members.set(pathname, { ...member, trashed: true })
      return new Response(null, { status: 204 })
    }, DEFAULT_LIMITS)
    const note = { resource: 'user', item: '/users/{id}', remove: 'DELETE', keys: { id: '/id' } }
    const removals = recoverMembers({
      head: { ledger: 2, tool: '0', api: 'users', target: 'http://users.test', startedAt: '', pid: 1, headers: {} },
      claims: [...members.keys()].map((path) => ({ note, path, ...OF_RUN })),
      target,
      principals: {},
      dryRun: false,
      word: WORD,
      before: [],
    })
    const outcomes: string[] = []
    for await (const { outcome } of removals) outcomes.push(outcome)
    expect(outcomes).toEqual(['removed', 'removed'])
    expect(members.size).toBe(left)
    expect(asked.filter((method) => method === 'DELETE')).toHaveLength(second === 'deletes' ? 4 : 3)
  },
)
