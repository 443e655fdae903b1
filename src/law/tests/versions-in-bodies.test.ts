import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { served, targetAt } from '../../http/served.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Shelves whose updates have the etag in their body, and whose delete has it in the query. */
const { document } = readWritten({
  'shelves.yaml': `openapi: 3.1.0
info: { title: shelves, version: '1' }
paths:
  /shelves:
    post: { requestBody: { required: true, content: { application/json: { schema: &new { type: object, required: [ theme ], properties: { theme: { type: string, minLength: 1 }, rows: { type: integer, minimum: 1, maximum: 90 } } } } } }, responses: { '200': &one { description: one, content: { application/json: { schema: { allOf: [ *new, { type: object, required: [ id, etag ], properties: { id: { type: string, readOnly: true }, etag: { type: string, description: It is another one after each change of the shelf. } } } ] } } } }, '400': &no { description: refused } } }
  /shelves/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      parameters: [ { name: updateMask, in: query, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { theme: { type: string, minLength: 1 }, rows: { type: integer, minimum: 1, maximum: 90 }, etag: { type: string, description: 'If it is not the current one, the update is refused with 409.' } } } } } }
      responses: { '200': *one, '400': *no, '404': *no, '409': *no }
    delete:
      parameters: [ { name: etag, in: query, description: 'The etag that was read. If the etag is not the current one, the delete is refused with 409.', schema: { type: string } } ]
      responses: { '204': { description: gone }, '404': *no, '409': *no }
`,
})

type Deviation = 'none' | 'overlaps' | 'mask-is-enough' | 'etag-stays'

interface Shelf {
  readonly theme: string
  readonly rows?: number
  readonly etag: string
}

/** Refuses each query parameter that an operation does not have. */
function createShelves(deviation: Deviation): RequestListener {
  const store = new Map<string, Shelf>()
  let last = 0
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://shelves')
    const [, , id = ''] = url.pathname.split('/')
    const answer = (status: number, body?: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(body && JSON.stringify(body))
    }
    const handle = async (): Promise<void> => {
      const sent = jsonIn(await text(request))
      const known = { PATCH: 'updateMask', DELETE: 'etag' }[request.method ?? '']
      if ([...url.searchParams.keys()].some((name) => name !== known)) return answer(400)
      if (request.method === 'POST') {
        if (!isObject(sent) || typeof sent['theme'] !== 'string' || sent['theme'] === '') return answer(400)
        const made = `s${(last += 1)}`
        store.set(made, { ...sent, theme: sent['theme'], etag: `e${last}` })
        return answer(200, { id: made, ...store.get(made) })
      }
      const held = store.get(id)
      if (held === undefined) return answer(404)
      if (request.method === 'GET') return answer(200, { id, ...held })
      if (request.method === 'DELETE') {
        if ((url.searchParams.get('etag') ?? held.etag) !== held.etag) return answer(409)
        store.delete(id)
        return answer(204)
      }
      if (!isObject(sent) || sent['theme'] === '') return answer(400)
      const { etag: wanted = held.etag, ...changes } = sent
      const mask = url.searchParams.get('updateMask')?.split(',')
      if (wanted !== held.etag && (deviation !== 'mask-is-enough' || mask === undefined)) return answer(409)
      if (deviation === 'overlaps') await sleep(20)
      const named = Object.entries(changes).filter(([name]) => mask?.includes(name) !== false)
      const etag = deviation === 'etag-stays' ? held.etag : `e${(last += 1)}`
      store.set(id, { ...held, ...Object.fromEntries(named), etag })
      return answer(200, { id, ...store.get(id) })
    }
    handle().catch(() => answer(400))
  }
}

const LAWS = ['version-changes', 'stale-body-is-refused', 'concurrent-versioned-updates']

test.each([
  ['none', []],
  ['overlaps', ['fail law.concurrent-versioned-updates[shelf]']],
  ['mask-is-enough', ['fail law.stale-body-is-refused[shelf]']],
  [
    'etag-stays',
    [
      'fail law.concurrent-versioned-updates[shelf]',
      'fail law.stale-body-is-refused[shelf]',
      'fail law.version-changes[shelf]',
    ],
  ],
] as const)(
  'updates with the etag in their body, and a delete with it in the query: %s',
  async (deviation, expected) => {
    const report = await fireAt(document, () => Promise.reject(new Error('unused')), {
      target: targetAt(await served(createShelves(deviation))),
      selects: (id) => LAWS.some((law) => id === `law.${law}[shelf]`),
    })
    expect(told(report)).toEqual(expected)
    expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
  },
)
