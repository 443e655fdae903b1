import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Recipes, which are drafts until they are published. */
function recipesWith(description: string, flag: string): ApiDocument {
  return readWritten({
    'recipes.yaml': `openapi: 3.1.0
info: { title: recipes, version: '1' }
paths:
  /recipes:
    get:
      description: ${description}
      parameters: [ ${flag}{ name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }, { name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 10 } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &recipe { $ref: '#/components/schemas/Recipe' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: &new { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *recipe } } }, '400': &no { description: refused } } }
  /recipes/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: *new } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /recipes/{id}/publish:
    parameters: *id
    post: { responses: { '200': *one, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Recipe: { type: object, required: [ id, title, draft ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, draft: { type: boolean, readOnly: true } } }
`,
  }).document
}

interface Recipe {
  readonly id: number
  readonly title: string
  readonly draft: boolean
}

interface Serving {
  /** True for a list without the second recipe. */
  readonly losesOne: boolean
  /** True for recipes that are published from the start, and shown with the flag after their delete. */
  readonly keepsDeleted: boolean
  /** True for a list that shows drafts without the flag too. */
  readonly showsAll: boolean
  readonly laws: readonly string[]
  readonly level: 'must' | 'should'
}

/** Runs the laws of lists at a server whose list leaves out drafts. */
async function statusesOf(
  document: ApiDocument,
  { losesOne = false, keepsDeleted = false, showsAll = false, laws = LAWS, level = 'must' }: Partial<Serving> = {},
): Promise<readonly string[]> {
  const trash: Recipe[] = []
  const recipes = new Map<number, Recipe>()
  let last = 40
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const [, , own, action] = pathname.split('/')
      const id = Number(own)
      const held = recipes.get(id)
      if (own !== undefined && held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE' && keepsDeleted && held !== undefined) trash.push({ ...held, draft: true })
      if (request.method === 'DELETE') return new Response(null, { status: recipes.delete(id) ? 204 : 404 })
      if (own === undefined && request.method === 'GET') {
        const flag = searchParams.get('include_drafts')
        const all = flag === 'true' || (showsAll && flag === null)
        const [page = 1, size = 10] = ['page', 'per_page'].map(
          (name) => Number(searchParams.get(name) ?? undefined) || undefined,
        )
        const shown = [...recipes.values(), ...trash].filter(({ draft }) => all || !draft)
        return Response.json(shown.filter((_, index) => !losesOne || index !== 1).slice((page - 1) * size, page * size))
      }
      if (request.method === 'GET') return Response.json(held)
      if (held !== undefined && action === 'publish') {
        recipes.set(id, { ...held, draft: false })
        return Response.json(recipes.get(id))
      }
      const sent = (await request.json()) as Partial<Recipe>
      if (typeof sent.title !== 'string' || sent.title === '') return new Response(null, { status: 400 })
      const made = { draft: !keepsDeleted, ...held, title: sent.title, id: held?.id ?? (last += 1) }
      recipes.set(made.id, made)
      return Response.json(made, { status: held === undefined ? 201 : 200 })
    },
    { selects: (id) => laws.includes(id), level },
  )
  expect(recipes.size).toBe(0)
  return laws.map((law) => report.results.find(({ id }) => id === law)?.status ?? 'none')
}

const LAWS = ['list-holds-created', 'pages-hold-all-members', 'histories-keep-the-state'].map(
  (law) => `law.${law}[recipe]`,
)
const FLAG = '{ name: include_drafts, in: query, schema: { type: boolean, default: false } }, '
const SAID = 'Drafts are left out unless `include_drafts=true`.'

test('a list that leaves out new members is asked for them', async () => {
  expect(await statusesOf(recipesWith(SAID, FLAG))).toEqual(['pass', 'pass', 'pass'])
  expect(await statusesOf(recipesWith('All recipes.', FLAG))).toEqual(['pass', 'pass', 'pass'])
  expect(await statusesOf(recipesWith(SAID, FLAG), { losesOne: true })).toEqual(['fail', 'fail', 'pass'])
})

test('a list that leaves out new members, and cannot be asked for them, tells nothing', async () => {
  expect(await statusesOf(recipesWith('Only published recipes are listed.', ''))).toEqual(['skip', 'skip', 'pass'])
  expect(await statusesOf(recipesWith('All recipes.', ''))).toEqual(['fail', 'fail', 'fail'])
})

test('a list that shows deleted members with its flag is not asked for them', async () => {
  const laws = ['law.deleted-leaves-the-list[recipe]']
  expect(await statusesOf(recipesWith(SAID, FLAG), { keepsDeleted: true, laws })).toEqual(['pass'])
})

test('a list that shows without its flag what its description leaves out breaks a must', async () => {
  const how = { showsAll: true, laws: ['law.query-defaults-hold[recipe]'] }
  expect(await statusesOf(recipesWith(SAID, FLAG), how)).toEqual(['fail'])
  expect(await statusesOf(recipesWith('All recipes.', FLAG), { ...how, level: 'should' })).toEqual(['warn'])
})
