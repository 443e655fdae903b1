import { expect, test } from 'vitest'
import { direct } from '../../fixtures/reference/direct.ts'
import { createReference } from '../../fixtures/reference/reference.ts'
import { CONTRACT } from '../contract/loaded.test-support.ts'
import { directTarget } from '../http/direct-target.ts'
import { DEFAULT_LIMITS, type Target } from '../http/target.ts'
import { GROUP } from '../run/tests/run.test-support.ts'
import { openConnection } from '../send/open-connection.ts'
import { claimsIn } from './read-ledger.ts'
import { recover } from './recover.ts'

/** The outcome for a claim of a key without a schema, where its read is answered 400. */
async function outcomeOf(key: string, answer: (list: Response) => Promise<Response> | Response): Promise<unknown> {
  const target = directTarget(direct(createReference({ groups: [GROUP] })), DEFAULT_LIMITS)
  const refusing: Target = {
    ...target,
    send: async (request, signal) => {
      if (request.path.endsWith(`/${key}`))
        return { answered: true, response: { status: 400, headers: [], body: new Uint8Array() } }
      const reply = await target.send(request, signal)
      if (!reply.answered) return reply
      const { status, headers, body } = reply.response
      const other = await answer(new Response(Buffer.from(body), { status, headers: headers.map(([a, b]) => [a, b]) }))
      const bytes = new Uint8Array(await other.arrayBuffer())
      return { answered: true, response: { status: other.status, headers: [...other.headers], body: bytes } }
    },
  }
  const connection = { ...openConnection({ target: refusing, principals: {} }), contract: CONTRACT, ledger: undefined }
  const outcomes: string[] = []
  const claims = claimsIn([{ group: GROUP, key, writing: { values: {}, tails: {}, origins: {} } }])
  for await (const { outcome } of recover(claims, connection)) outcomes.push(outcome)
  return outcomes
}

test('a refused read says that a key without a schema is absent, where the list lacks it', async () => {
  expect(await outcomeOf('HIP_CHAT', (list) => list)).toEqual(['absent'])
})

async function withKey(list: Response): Promise<Response> {
  const { results, ...rest } = (await list.json()) as { readonly results: readonly unknown[] }
  return Response.json({ ...rest, results: [...results, { id: 'x', type: 'HIP_CHAT' }] })
}

test('a refused read says nothing where the list has the key, is refused, or the key has a schema', async () => {
  expect(await outcomeOf('HIP_CHAT', withKey)).toEqual(['unknown'])
  expect(await outcomeOf('HIP_CHAT', () => new Response(null, { status: 500 }))).toEqual(['unknown'])
  expect(await outcomeOf('SLACK', (list) => list)).toEqual(['unknown'])
})
