import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Groups on numbered pages, or after a cursor. Links in the body stand beside cursors alone, and a URL of the next page beside numbers alone. */
const { document } = readWritten({
  'groups.yaml': `openapi: 3.1.0
info: { title: groups, version: '1' }
paths:
  /groups:
    get:
      parameters:
        - { name: 'page[size]', in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
        - { name: 'page[after]', in: query, schema: { type: string } }
        - { name: page, in: query, description: 'Number of the page, beginning with 1', schema: { type: integer } }
        - { name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
      responses:
        '200':
          description: a page
          content:
            application/json:
              schema:
                type: object
                required: [ groups ]
                properties:
                  groups: { type: array, items: &group { $ref: '#/components/schemas/Group' } }
                  next_page: { type: [ string, 'null' ] }
                  meta: { type: object, properties: { has_more: { type: boolean }, after_cursor: { type: [ string, 'null' ] } } }
                  links: { type: object, properties: { next: { type: [ string, 'null' ], format: uri } } }
        '400': &no { description: refused }
    post:
      requestBody: { required: true, content: { application/json: { schema: *group } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *group } } }, '400': *no }
  /groups/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Group: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } } }
`,
})

type Deviation = 'always-more' | 'null-links' | 'null-next-page' | 'next-page-skips'

interface Group {
  readonly id: number
  readonly name: string
}

function pageAfter(all: readonly Group[], query: URLSearchParams, is: (one: Deviation) => boolean): object {
  const size = Number(query.get('page[size]') ?? 100)
  const rest = all.filter(({ id }) => id > Number(query.get('page[after]') ?? 0))
  const groups = rest.slice(0, size)
  const more = rest.length > size
  const after = groups.at(-1)?.id
  const next = `http://groups.test/groups?page[after]=${after ?? 0}&page[size]=${size}`
  return {
    groups,
    meta: { has_more: is('always-more') || more, after_cursor: more ? String(after) : null },
    links: { next: more && !is('null-links') ? next : null },
  }
}

function numberedPage(all: readonly Group[], query: URLSearchParams, is: (one: Deviation) => boolean): object {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 100)]
  const next = `http://groups.test/groups?per_page=${size}&page=${page + (is('next-page-skips') ? 2 : 1)}`
  const more = page * size < all.length
  return { groups: all.slice((page - 1) * size, page * size), next_page: more && !is('null-next-page') ? next : null }
}

async function fire(deviation?: Deviation) {
  const store = new Map<number, Group>()
  let last = 0
  const is = (one: Deviation): boolean => one === deviation
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const own = pathname.split('/')[2]
      if (request.method === 'POST') {
        const { name } = (await request.json()) as Group
        store.set((last += 1), { id: last, name })
        return Response.json(store.get(last), { status: 201 })
      }
      const isAfter = searchParams.has('page[size]') || searchParams.has('page[after]')
      const all = [...store.values()]
      if (own === undefined) return Response.json((isAfter ? pageAfter : numberedPage)(all, searchParams, is))
      const group = store.get(Number(own))
      if (group === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') store.delete(group.id)
      return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(group)
    },
    { selects: (id) => /pages-hold|page-tells|next-link/.test(id) },
  )
  return { told: told(report), ids: report.results.flatMap(({ id, status }) => (status === 'skip' ? [] : [id])) }
}

test('a link that stands beside one style of pages is followed beside that style', async () => {
  const { told: found, ids } = await fire()
  expect(found).toEqual([])
  expect(ids).toHaveLength(3)
})

test.each<[Deviation, readonly string[]]>([
  ['always-more', ['fail law.page-tells-of-more[group]']],
  ['null-links', ['fail law.pages-hold-all-members[group]', 'warn law.page-tells-of-more[group]']],
  ['null-next-page', ['warn law.page-tells-of-more[group]']],
  ['next-page-skips', ['warn law.pages-hold-all-members[group]']],
])('of two styles of pages, %s is told', async (deviation, expected) => {
  expect((await fire(deviation)).told.toSorted()).toEqual(expected)
})
