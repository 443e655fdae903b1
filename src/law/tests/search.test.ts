import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pets with a search by a listed value and one by tags, and an upload of bytes. */
const PETS = `
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    post:
      operationId: createPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, '400': { description: no } }
  /pets/findByStatus:
    get:
      operationId: findByStatus
      parameters:
        - { name: status, in: query, description: Status to filter by, schema: { type: string, enum: [free, sold] } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1 } }
        - { name: q, in: query, description: A word in the list of names, schema: { type: string } }
        - { name: owner, in: query, schema: { type: string, format: uuid } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } } }
  /pets/findByTags:
    get:
      operationId: findByTags
      parameters: [{ name: tags, in: query, schema: { type: array, items: { type: string } } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { pets: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } } } } }
  /pets/{petId}:
    parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
    get: { operationId: readPet, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, '404': { description: none } } }
    delete: { operationId: deletePet, responses: { '204': { description: gone }, '404': { description: none } } }
  /pets/{petId}/photo:
    parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
    post:
      operationId: uploadPhoto
      requestBody: { content: { application/octet-stream: { schema: { type: string, format: binary } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, required: [size], properties: { size: { type: integer } } } } } }, '404': { description: none } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        id: { type: integer }
        name: { type: string }
        status: { type: string, enum: [free, sold] }
        ownerId: { type: string, format: uuid }
        tags: { type: array, items: { type: object, properties: { name: { type: string } } } }
`

const { document } = readWritten({ 'pets.yaml': PETS })

const OWNER = '0c1f1f0a-3a9e-4bb7-9d0e-6a2f5f1c9b11'

interface Pet {
  readonly id: number
  readonly ownerId?: string
  readonly status: string
  readonly tags: readonly { readonly name: string }[]
}

type Difference = 'any-limit' | 'any-word' | 'any-owner' | 'any-status' | 'any-tag' | 'any-pet' | 'size-as-text'

function selects(id: string): boolean {
  return /items-match|page-size-is-kept/.test(id) || id.endsWith('[photo]')
}

async function fire(difference?: Difference) {
  const kept = new Map<number, Pet>([
    [1, { id: 1, status: 'free', ownerId: OWNER, tags: [{ name: 'calm' }] }],
    [2, { id: 2, status: 'sold', ownerId: OWNER, tags: [{ name: 'loud' }] }],
  ])
  const sizes: number[] = []
  let last = 9
  const handle = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , id = '', action] = pathname.split('/')
    const [status, tag] = [searchParams.get('status'), searchParams.get('tags')]
    const pets = [...kept.values()]
    if (id === 'findByStatus') {
      const isFound = (pet: Pet): boolean => status === null || difference === 'any-status' || pet.status === status
      const most = difference === 'any-limit' ? Infinity : Number(searchParams.get('limit') ?? Infinity)
      const [word, owner] = [searchParams.get('q'), searchParams.get('owner')]
      if ((word !== null && difference !== 'any-word') || (owner !== null && difference !== 'any-owner'))
        return Response.json([])
      return Response.json(pets.filter(isFound).slice(0, most))
    }
    if (id === 'findByTags') {
      const isTagged = ({ tags }: Pet): boolean => tags.some(({ name }) => name === tag)
      return Response.json({ pets: pets.filter((pet) => tag === null || difference === 'any-tag' || isTagged(pet)) })
    }
    if (request.method === 'POST' && id === '') {
      const body: unknown = await request.json().catch(() => undefined)
      if (typeof body !== 'object' || body === null || !('name' in body) || typeof body.name !== 'string')
        return new Response(null, { status: 400 })
      last += 1
      const pet: Pet = { status: 'free', tags: [], ...body, id: last }
      kept.set(pet.id, pet)
      return Response.json(pet, { status: 201 })
    }
    const pet = kept.get(Number(id))
    if (action === 'photo' && request.headers.get('Content-Type') !== 'application/octet-stream')
      return new Response(null, { status: 415 })
    if (action === 'photo' && (pet !== undefined || difference === 'any-pet')) {
      const { byteLength } = await request.arrayBuffer()
      sizes.push(byteLength)
      return Response.json({ size: difference === 'size-as-text' ? String(byteLength) : byteLength })
    }
    if (pet === undefined) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') kept.delete(pet.id)
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(pet)
  }
  const report = await fireAt(document, handle, { selects })
  return { told: told(report), report, sizes }
}

test('searches that show what they are asked for, and an upload of bytes, are no findings', async () => {
  const { report, sizes } = await fire()
  expect(told(report)).toEqual([])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  expect(passed).toContain('law.items-match-their-filter[findByStatus]')
  // A tag that nothing has finds nothing, which says nothing.
  expect(passed).not.toContain('law.items-match-their-filter[findByTag]')
  // A word as it is, without the quotes of JSON.
  expect(sizes[0]).toBe(10)
})

test.each<[Difference, string]>([
  ['any-word', 'warn law.items-match-their-filter[findByStatus]'],
  ['any-owner', 'warn law.items-match-their-filter[findByStatus]'],
  ['any-limit', 'fail law.page-size-is-kept[findByStatus]'],
  ['any-status', 'fail law.items-match-their-filter[findByStatus]'],
  ['any-tag', 'warn law.items-match-their-filter[findByTag]'],
  ['any-pet', 'fail law.unknown-parent-is-not-found[photo]'],
  ['size-as-text', 'fail law.answer-keeps-to-schema[photo]'],
])('%s is found', async (difference, found) => {
  expect((await fire(difference)).told).toContain(found)
})
