import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pages under slugs of callers. Each change of a page adds a revision. */
const { document } = readWritten({
  'pages.yaml': `openapi: 3.1.0
info: { title: pages, version: '1' }
paths:
  /pages:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, '400': &no { description: refused }, '409': *no } }
  /pages/{slug}:
    parameters: &slug [ { name: slug, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '304': *no, '404': *no } }
    put: { description: Replaces the text., requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Text' } } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { description: Deletes the page and its revisions., responses: { '204': *no, '404': *no } }
  /pages/{slug}/revisions:
    parameters: *slug
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Summary' } } } } }, '404': *no } }
  /pages/{slug}/revisions/{number}:
    parameters: [ { name: slug, in: path, required: true, schema: { type: string } }, { name: number, in: path, required: true, schema: { type: integer } } ]
    get: { description: A revision never changes., responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Revision' } } } }, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ slug, text ], properties: { slug: { type: string, minLength: 1 }, text: { type: string, minLength: 1 } } }
    Text: { type: object, required: [ text ], properties: { text: { type: string, minLength: 1 } } }
    Summary: { type: object, required: [ number, isCurrent ], properties: { number: { type: integer }, isCurrent: { type: boolean } } }
    Revision: { allOf: [ { $ref: '#/components/schemas/Summary' }, { type: object, required: [ text ], properties: { text: { type: string } } } ] }
`,
})

type Fault = 'shows-the-newest' | 'loses-the-first' | 'keeps-revisions' | 'keeps-tags'

interface Page {
  readonly tag: string
  readonly texts: readonly string[]
}

const shown = (slug: string, { texts, tag }: Page, status = 200): Response =>
  Response.json({ slug, text: texts.at(-1) }, { status, headers: { ETag: tag } })

async function fire(law: string, fault?: Fault): Promise<readonly string[]> {
  const pages = new Map<string, Page>()
  const gone = new Map<string, readonly string[]>()
  let tags = 0
  const report = await fireAt(
    document,
    async (request) => {
      const [, , own, below, number] = new URL(request.url).pathname.split('/')
      const held = pages.get(own ?? '')
      if (own !== undefined && held === undefined) return new Response(null, { status: 404 })
      if (own !== undefined && held !== undefined && request.method === 'DELETE') {
        gone.set(own, held.texts)
        return new Response(null, { status: pages.delete(own) ? 204 : 404 })
      }
      if (request.method === 'GET' && held !== undefined && own !== undefined) {
        const { texts, tag } = held
        const isCurrent = (index: number): boolean => index === texts.length - 1
        if (below === undefined)
          return request.headers.get('If-None-Match') === tag ? new Response(null, { status: 304 }) : shown(own, held)
        if (number === undefined)
          return Response.json(texts.map((_, index) => ({ number: index + 1, isCurrent: isCurrent(index) })))
        const index = Number(number) - 1
        const isLost = fault === 'loses-the-first' && index === 0 && !isCurrent(index)
        if (texts[index] === undefined || isLost) return new Response(null, { status: 404 })
        const text = fault === 'shows-the-newest' ? texts.at(-1) : texts[index]
        return Response.json({ number: index + 1, isCurrent: isCurrent(index), text })
      }
      const sent = (await request.json()) as { readonly slug?: string; readonly text?: string } | null
      const slug = own ?? sent?.slug
      if (typeof slug !== 'string' || slug === '' || typeof sent?.text !== 'string' || sent.text === '')
        return new Response(null, { status: 400 })
      if (own === undefined && pages.has(slug)) return new Response(null, { status: 409 })
      const before = held?.texts ?? (fault === 'keeps-revisions' ? (gone.get(slug) ?? []) : [])
      const texts = [...before, sent.text]
      tags += 1
      const made = { texts, tag: fault === 'keeps-tags' ? `"${slug}.${texts.length}"` : `"${tags}"` }
      pages.set(slug, made)
      return shown(slug, made, held === undefined ? 201 : 200)
    },
    { selects: (id) => id === law, level: 'should' },
  )
  expect(pages.size).toBe(0)
  return told(report)
}

const [STAYS, NEW] = ['law.past-items-stay[page]', 'law.recreated-is-new[page]']

test.each([
  // A flag of the newest revision may change.
  [STAYS, undefined, []],
  [STAYS, 'shows-the-newest', [`fail ${STAYS}`]],
  [STAYS, 'loses-the-first', [`fail ${STAYS}`]],
  [NEW, undefined, []],
  [NEW, 'keeps-revisions', [`fail ${NEW}`]],
  [NEW, 'keeps-tags', [`fail ${NEW}`]],
] as const)('%s at pages with the fault %s', async (law, fault, found) => {
  expect(await fire(law, fault)).toEqual(found)
})
