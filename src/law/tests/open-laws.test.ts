import { expect, test } from 'vitest'
import { documentOf, ref, TEXT } from '../../resource/document.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import type { Model } from '../../resource/model.ts'
import { fireAt } from './fire-at.test-support.ts'

const DOCUMENT = documentOf(
  {
    'GET /items': { answers: { 200: { type: 'array', items: ref('Item') } } },
    'GET /items/{key}': { answers: { 200: ref('Item'), 404: {} } },
  },
  { Item: { type: 'object', properties: { key: TEXT } } },
)

/** A server that answers a status which the document lacks to reads of what is not there. */
const handler = (request: Request): Promise<Response> =>
  Promise.resolve(
    new URL(request.url).pathname === '/items'
      ? Response.json([{ key: 'a' }])
      : new Response(null, { status: request.url.endsWith('/a') ? 200 : 420 }),
  )

async function statuses(open: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const model = inferModel(DOCUMENT)
  const resources = Object.entries(model.resources).map(([name, one]) => [name, { ...one, open }] as const)
  const opened: Model = { ...model, resources: Object.fromEntries(resources) }
  const { results } = await fireAt(DOCUMENT, handler, {
    model: opened,
    selects: (id) => /unknown-member-is-not-found|status-is-documented/.test(id),
  })
  return results.map(({ status, reason = '' }) => `${status} ${reason}`.trim())
}

test('a law that the contract leaves open is not verified, and the reason is told', async () => {
  expect(await statuses({})).toEqual(['fail', 'warn'])
  expect(await statuses({ 'unknown-member-is-not-found': 'nobody knows', 'status-is-documented': 'a proxy' })).toEqual([
    'skip the contract leaves it open: nobody knows',
    'skip the contract leaves it open: a proxy',
  ])
})
