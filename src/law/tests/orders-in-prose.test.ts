import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const FLAT = `{ name: 'sort[0][field]', in: query, schema: { type: string }, description: 'A field to sort by, such as \`name\` or \`size\`.' }`
const TURN = `{ name: 'sort[0][direction]', in: query, schema: { type: string }, description: 'One of "asc" or "desc": the direction of the sort.' }`
const SIGNED = `{ name: ordering, in: query, schema: { type: string }, description: 'The order of the list. Supported fields are name and size. Prefix a field with a dash ( - ) to sort in descending order.' }`
const TOLD = `{ name: sort, in: query, schema: { type: string }, description: 'A field to sort by. The description of the list has them all.' }`
const SAYS = 'Lists parts. You can sort the parts: for example, `sort=-size` sorts them by size in descending order.'

function sorted(parts: readonly Part[], key: string | null, isFalling: boolean): readonly Part[] {
  const valueOf = (part: Part): string =>
    key === 'name' ? part.name : String(key === 'size' ? part.size : part.id).padStart(9)
  const rising = parts.toSorted((one, other) => (valueOf(one) < valueOf(other) ? -1 : 1))
  return isFalling ? rising.toReversed() : rising
}

type List = Shelf['list']

const byField: List = (parts, query) => ({
  parts: sorted(parts, query.get('sort[0][field]'), query.get('sort[0][direction]') === 'desc'),
})
const withoutTurn: List = (parts, query) => ({ parts: sorted(parts, query.get('sort[0][field]'), false) })
const bySign =
  (name: string): List =>
  (parts, query) => {
    const value = query.get(name)
    return { parts: sorted(parts, value?.replace(/^-/, '') ?? null, value?.startsWith('-') === true) }
  }
const falling: List = (parts, query) => ({ parts: sorted(parts, query.get('sort[0][field]'), true) })
const unsorted: List = (parts) => ({ parts })

test.each<
  [
    string,
    { readonly document: ReturnType<typeof rackDocument>; readonly right: List; readonly wrong: readonly List[] },
  ]
>([
  [
    'a field and a direction in brackets',
    { document: rackDocument({ parameters: `${FLAT}, ${TURN}` }), right: byField, wrong: [withoutTurn, unsorted] },
  ],
  [
    'fields and a dash',
    { document: rackDocument({ parameters: SIGNED }), right: bySign('ordering'), wrong: [unsorted] },
  ],
  [
    'an example of the operation',
    { document: rackDocument({ says: SAYS, parameters: TOLD }), right: bySign('sort'), wrong: [unsorted] },
  ],
])('an order by %s is held', async (_, { document, right, wrong }) => {
  expect(await statusAt('sorts-sort', document, { list: right })).toBe('pass')
  for (const list of wrong) expect(await statusAt('sorts-sort', document, { list })).toBe('fail')
})

test('a field that nothing turns may rise or fall', async () => {
  const document = rackDocument({ parameters: FLAT })
  expect(await statusAt('sorts-sort', document, { list: falling })).toBe('pass')
  expect(await statusAt('sorts-sort', document, { list: unsorted })).toBe('fail')
})

const RANKED = `{ name: sort, in: query, schema: { type: string, enum: [ name, size ] }, description: 'The order: \`name\` is alphabetical, \`size\` the highest first.' }`
const ranked: List = (parts, query) => ({ parts: sorted(parts, query.get('sort'), query.get('sort') === 'size') })
const rising: List = (parts, query) => ({ parts: sorted(parts, query.get('sort'), false) })

test('a value of which the description says that the highest comes first asks for a falling order', async () => {
  const document = rackDocument({ parameters: RANKED })
  expect(await statusAt('sorts-sort', document, { list: ranked })).toBe('pass')
  expect(await statusAt('sorts-sort', document, { list: rising })).toBe('warn')
})
