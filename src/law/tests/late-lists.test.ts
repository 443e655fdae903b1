import { expect, test } from 'vitest'
import { realClock } from '../../send/clock.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { lampsDocument } from './lamps.test-support.ts'

const BEHIND = 40

/** A server whose list shows what was there a little earlier. */
function behind(milliseconds: number): (request: Request) => Promise<Response> {
  const { answer } = createCrud({
    path: '/lamps',
    isValid: ({ name }) => typeof name === 'string' && name !== '',
    updated: {},
  })
  const seen: { readonly at: number; readonly text: string }[] = [{ at: 0, text: '[]' }]
  return async (request) => {
    const reply = await answer(request)
    const { pathname } = new URL(request.url)
    if (request.method !== 'GET') {
      const list = await answer(new Request(new URL('/lamps', request.url)))
      seen.push({ at: Date.now(), text: await list.text() })
    }
    if (request.method !== 'GET' || pathname !== '/lamps' || reply.status !== 200) return reply
    return Response.json(JSON.parse(seen.findLast(({ at }) => at <= Date.now() - milliseconds)?.text ?? '[]'))
  }
}

const selects = (id: string): boolean => /list|pages-hold|total/.test(id)

test.each([
  [`Lists are eventually consistent: they show a write within ${BEHIND} ms.`, BEHIND, []],
  ['Lamps of a house.', 60_000, ['fail law.list-holds-created[lamp]']],
])('a list that is behind is waited for where the document says so: %s', async (words, milliseconds, expected) => {
  const report = await fireAt(lampsDocument({ words }), behind(milliseconds), { clock: realClock, selects })
  expect(told(report)).toEqual(expected.length === 0 ? [] : expect.arrayContaining(expected))
})
