import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { served, targetAt } from '../../http/served.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pages of a wiki, each with a version. An update may rename its page, which no other property tells. */
const DOCUMENT = `openapi: 3.1.0
info: { title: wiki, version: '1' }
paths:
  /pages:
    post:
      requestBody: { required: true, content: { application/json: { schema: &page { $ref: '#/components/schemas/Page' } } } }
      responses: { '201': &one { description: one, headers: { ETag: { required: true, schema: { type: string } } }, content: { application/json: { schema: *page } } }, '400': &no { description: refused } }
  /pages/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    put:
      parameters: [ { name: If-Match, in: header, required: true, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: *page } } }
      responses: { '200': *one, '404': *no, '412': *no, '428': *no }
    patch:
      parameters: [ { name: If-Match, in: header, required: true, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { text: { type: string }, words: { type: number }, new_name: { type: string, minLength: 1 } } } } } }
      responses: { '200': *one, '404': *no, '412': *no, '428': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Page: { type: object, required: [ name, text ], properties: { name: { type: string, minLength: 1 }, text: { type: string }, words: { type: number } } }
`

const { document } = readWritten({ 'wiki.yaml': DOCUMENT })

interface Page {
  readonly name: string
  readonly words?: number
}

type Deviation = 'none' | 'updates-overlap' | 'patches-overlap' | 'rounds' | 'updates-round'

function createPages(deviation: Deviation): RequestListener {
  const store = new Map<string, { readonly page: Page; readonly version: number }>()
  let last = 0
  const stored = (page: Page): Page => {
    const isRounded = deviation === 'rounds' || (deviation === 'updates-round' && store.has(page.name))
    return isRounded && page.words !== undefined ? { ...page, words: Math.round(page.words) } : page
  }
  const write = (page: Page): { readonly page: Page; readonly version: number } => {
    const held = { page: stored(page), version: (last += 1) }
    store.set(page.name, held)
    return held
  }
  return (request, response) => {
    const [, , name = ''] = (request.url ?? '').split('/').map(decodeURIComponent)
    const answer = (status: number, held?: { readonly page: Page; readonly version: number }): void => {
      const headers = held === undefined ? {} : { ETag: `"${held.version}"`, 'Content-Type': 'application/json' }
      response.writeHead(status, headers).end(held === undefined ? undefined : JSON.stringify(held.page))
    }
    const handle = async (): Promise<void> => {
      const sent = await text(request)
      const held = store.get(name)
      if (request.method === 'POST') return answer(201, write(JSON.parse(sent) as Page))
      if (held === undefined) return answer(404)
      if (request.method === 'GET') return answer(200, held)
      if (request.method === 'DELETE') {
        store.delete(name)
        return answer(204)
      }
      const wanted = request.headers['if-match']
      if (wanted === undefined) return answer(428)
      if (wanted !== `"${held.version}"`) return answer(412)
      const isLate = deviation === 'updates-overlap' || (deviation === 'patches-overlap' && request.method === 'PATCH')
      if (isLate) await sleep(20)
      const { new_name: renamed, ...changes } = JSON.parse(sent) as Partial<Page> & { readonly new_name?: string }
      if (renamed !== undefined) store.delete(name)
      const kept = request.method === 'PUT' ? {} : held.page
      return answer(200, write({ ...kept, ...changes, name: renamed ?? name }))
    }
    handle().catch(() => answer(400))
  }
}

const LAWS = ['concurrent-versioned-updates', 'formats-come-back', 'update-shows', 'merge-leaves-the-rest', 'keys-stay']

test.each([
  ['none', []],
  ['updates-overlap', ['fail law.concurrent-versioned-updates[page]']],
  ['patches-overlap', ['fail law.concurrent-versioned-updates[page]']],
  ['rounds', ['fail law.formats-come-back[page]']],
  ['updates-round', ['fail law.formats-come-back[page]']],
] as const)('pages with a version: %s', async (deviation, expected) => {
  const report = await fireAt(document, () => Promise.reject(new Error('unused')), {
    target: targetAt(await served(createPages(deviation))),
    selects: (id) => LAWS.some((law) => id === `law.${law}[page]`),
  })
  expect(told(report)).toEqual(expected)
  expect(report.results.filter(({ status }) => status === 'skip').map(({ id, reason }) => [id, reason])).toEqual([])
})
