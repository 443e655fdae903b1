import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

/** A list with one filter. */
function byFilter(name: string, chooses: (part: Part, asked: string) => boolean): Shelf['list'] {
  return (parts, query) => {
    const asked = query.get(name)
    return { parts: asked === null ? parts : parts.filter((part) => chooses(part, asked)) }
  }
}

const tagsOf = ({ tags }: Part): readonly string[] => (Array.isArray(tags) ? (tags as string[]) : [])

const byTag = (says: string, chooses: (part: Part, asked: string) => boolean): Promise<string> =>
  statusAt(
    'filters-filter',
    rackDocument({
      parameters: `{ name: tag, in: query, schema: { type: string }, description: '${says}' }`,
      properties: 'tags: { type: array, items: { type: string, minLength: 4 }, minItems: 2 }',
    }),
    { list: byFilter('tag', chooses) },
  )

test('a filter by an item looks at each item of a list', async () => {
  const says = 'Only parts that have this tag.'
  expect(await byTag(says, (part, asked) => tagsOf(part).includes(asked))).toBe('pass')
  expect(await byTag(says, (part, asked) => tagsOf(part)[0] === asked)).toBe('fail')
  expect(await byTag(says, (part, asked) => tagsOf(part).at(-1) === asked)).toBe('fail')
})

test('a filter by "this tag" finds no tag that holds the asked one', async () => {
  expect(await byTag('Only parts with this tag', holds)).toBe('fail')
  expect(await byTag('Only parts with a tag like this', holds)).toBe('pass')
})

const holds = (part: Part, asked: string): boolean => tagsOf(part).join(' ').includes(asked)
const isSame = ({ name }: Part, asked: string): boolean => name === asked
const isAnyCase = ({ name }: Part, asked: string): boolean => name.toLowerCase() === asked.toLowerCase()
const begins = ({ name }: Part, asked: string): boolean => name.startsWith(asked.slice(0, 3))

const byName = (says: string, chooses: (part: Part, asked: string) => boolean): Promise<string> =>
  statusAt(
    'filters-filter',
    rackDocument({ parameters: `{ name: name, in: query, schema: { type: string }, description: '${says}' }` }),
    { list: byFilter('name', chooses) },
  )

test('a filter that ignores the case of letters finds a value in the other case', async () => {
  expect(await byName('Only the part with this name. The comparison ignores case.', isAnyCase)).toBe('pass')
  expect(await byName('Only the part with this name. The comparison ignores case.', isSame)).toBe('fail')
  expect(await byName('Only the part with this name, in capitals or not', isSame)).toBe('fail')
  expect(await byName('Only the part with this name.', isSame)).toBe('pass')
})

test('the exact name of a part is one that a filter has to match, and the exact number of parts is none', async () => {
  expect(await byName('Exact name of the part', begins)).toBe('fail')
  expect(await byName('Only parts with exactly this name', isAnyCase)).toBe('warn')
  expect(await byName('Only parts with exactly this name', isSame)).toBe('pass')
  expect(await byName('Exact number of the parts', begins)).toBe('warn')
})
