import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fireAt } from './fire-at.test-support.ts'
import type { Values } from './crud.test-support.ts'
import { lampsDocument } from './lamps.test-support.ts'

type Kind = 'keeps both' | 'gives one key' | 'loses one' | 'mixes values' | 'refuses one' | 'never shows names'

interface Served {
  readonly answer: (request: Request) => Promise<Response>
  readonly held: () => number
}

/** A server that looks at its lamps, and stores another one a moment later. */
function serve(kind: Kind): Served {
  let lamps: ReadonlyMap<number, Values> = new Map()
  let [last, underWay, name] = [0, 0, '']
  const shown = (lamp: Values): Values => (kind === 'never shows names' ? { ...lamp, name: 'lamp' } : lamp)
  const create = async (body: Values): Promise<Response> => {
    if (kind === 'refuses one' && underWay > 0) return new Response(null, { status: 409 })
    underWay += 1
    name = String(body['name'])
    const [seen, next] = [lamps, last + 1]
    if (kind !== 'gives one key') last += 1
    await setTimeout(20)
    if (kind === 'gives one key') last = next
    const lamp = { id: next, ...body, ...(kind === 'mixes values' ? { name } : {}) }
    lamps = new Map([...(kind === 'loses one' ? seen : lamps), [next, lamp]])
    underWay -= 1
    return Response.json(shown({ ...lamp, name: body['name'] }), { status: 201 })
  }
  const answer = async (request: Request): Promise<Response> => {
    const [, , id] = new URL(request.url).pathname.split('/')
    const lamp = lamps.get(Number(id))
    if (request.method === 'POST') return create((await request.json()) as Values)
    if (id === undefined) return Response.json([...lamps.values()].map(shown))
    if (lamp === undefined) return new Response(null, { status: 404 })
    if (request.method !== 'DELETE') return Response.json(shown(lamp))
    lamps = new Map([...lamps].filter(([key]) => key !== Number(id)))
    return new Response(null, { status: 204 })
  }
  return { answer, held: () => lamps.size }
}

const LAW = 'law.concurrent-creates-stay-apart[lamp]'

test.each<[Kind, string, RegExp]>([
  ['keeps both', 'pass', /^$/],
  ['gives one key', 'fail', /^expected two keys of two creates at the same moment, got \d+ twice$/],
  [
    'loses one',
    'fail',
    /^of two members that were created at the same moment: expected 2xx for a read of the member, got 404/,
  ],
  ['mixes values', 'fail', /^of two members that were created at the same moment: .*\/name/],
  ['refuses one', 'skip', /^not both creates were accepted at once$/],
  ['never shows names', 'skip', /^a member that is created alone does not show what was sent$/],
])('of two creates at once, a server %s', async (kind, status, message) => {
  const { answer, held } = serve(kind)
  const report = await fireAt(lampsDocument(), answer, { selects: (id) => id === LAW })
  const [found] = report.results
  expect(found?.status).toBe(status)
  expect(found?.reason ?? found?.findings[0]?.message ?? '').toMatch(message)
  expect(held()).toBe(0)
})

test('a law takes a member that an earlier one has made and left, and the run deletes it', async () => {
  const { answer, held } = serve('keeps both')
  const asked: string[] = []
  const counted = (request: Request): Promise<Response> => {
    asked.push(request.method)
    return answer(request)
  }
  const laws = new Set([LAW, 'law.deleted-is-gone[lamp]', 'law.delete-again[lamp]'])
  const report = await fireAt(lampsDocument(), counted, { selects: (id) => laws.has(id) })
  expect(report.results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass'])
  // One member that laws only read, and the two of the moment.
  expect(asked.filter((method) => method === 'POST')).toHaveLength(3)
  expect(held()).toBe(0)
})
