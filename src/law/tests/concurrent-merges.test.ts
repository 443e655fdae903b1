import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { lampsDocument } from './lamps.test-support.ts'

const document = lampsDocument({ isPatched: true })

type Kind = 'keeps both' | 'loses one' | 'has one of them'

/** A server that reads a member, and a moment later writes it back: as it was read, or with the changes of others. */
function serve(kind: Kind): (request: Request) => Promise<Response> {
  const isLossy = kind === 'loses one'
  const { answer } = createCrud({
    path: '/lamps',
    isValid: () => true,
    updated: {
      PATCH: ({ name, ...before }, body) => ({
        ...before,
        ...(kind === 'has one of them' && body['room'] !== undefined ? { name: 'none' } : { name }),
        ...body,
      }),
      PUT: (_, body) => body,
    },
  })
  return async (request) => {
    if (request.method !== 'PATCH') return answer(request)
    const headers = { 'Content-Type': 'application/json' }
    const read = async (): Promise<Values> => (await answer(new Request(request.url))).json() as Promise<Values>
    const [before, part] = [await read(), (await request.json()) as Values]
    await setTimeout(20)
    const body = JSON.stringify(isLossy ? { ...before, ...part } : part)
    return answer(new Request(request.url, { method: isLossy ? 'PUT' : 'PATCH', headers, body }))
  }
}

test.each<[Kind, string, string | undefined]>([
  ['keeps both', 'pass', undefined],
  ['loses one', 'warn', undefined],
  ['has one of them', 'skip', 'two updates one after the other do not leave both values'],
])('of two updates of different properties at once, a server %s', async (kind, status, reason) => {
  const id = 'law.concurrent-merges[lamp]'
  const report = await fireAt(document, serve(kind), { selects: (one) => one === id, level: 'should' })
  const found = report.results.find((one) => one.id === id)
  expect([found?.status, found?.reason]).toEqual([status, reason])
})
