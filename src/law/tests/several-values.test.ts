import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

type List = Shelf['list']

const SEVERAL = [
  "{ name: name, in: query, schema: { type: array, items: { type: string } }, description: 'Only parts with one of these exact names.' }",
  "{ name: name, in: query, explode: false, schema: { type: array, items: { type: string } }, description: 'Only parts with one of these exact names.' }",
  "{ name: name, in: query, schema: { type: string }, description: 'Only parts with one of these exact names, comma-separated.' }",
]

/** A server that reads the names in one way. */
function byNames(choose: (names: readonly string[], part: Part) => boolean): List {
  return (parts, query) => {
    const names = query.getAll('name').flatMap((one) => one.split(','))
    return { parts: names.length === 0 ? parts : parts.filter((part) => choose(names, part)) }
  }
}

const at = (parameters: string, list: List): Promise<string> =>
  statusAt('filters-filter', rackDocument({ parameters }), { list })

test.each(SEVERAL)('a filter by several values finds each of them: %s', async (parameters) => {
  expect(
    await at(
      parameters,
      byNames((names, { name }) => names.includes(name)),
    ),
  ).toBe('pass')
  expect(
    await at(
      parameters,
      byNames(([first], { name }) => first === name),
    ),
  ).toBe('fail')
  expect(
    await at(
      parameters,
      byNames((names, { name }) => names.at(-1) === name),
    ),
  ).toBe('fail')
  expect(
    await at(
      parameters,
      byNames((names, { name }) => names.length > 1 || names.includes(name)),
    ),
  ).toBe('fail')
  expect(
    await at(
      parameters,
      byNames((names, { name }) => names.length < 2 && names.includes(name)),
    ),
  ).toBe('fail')
})

test('a filter that takes one value is sent one', async () => {
  const parameters = `{ name: name, in: query, schema: { type: string }, description: 'Only parts with this exact name.' }`
  const seen: string[][] = []
  const list: List = (parts, query) => {
    seen.push(query.getAll('name'))
    return byNames((names, { name }) => names.includes(name))(parts, query)
  }
  expect(await at(parameters, list)).toBe('pass')
  expect(seen.every((names) => names.length < 2 && !names[0]?.includes(','))).toBe(true)
})

const TAGS = 'tags: { type: array, minItems: 2, items: { type: string } }'
const tagsOf = (part: Part): readonly string[] => (part['tags'] ?? []) as readonly string[]
const ALL_OF = `{ name: tag, in: query, schema: { type: array, items: { type: string } }, description: 'Only parts with all of these tags.' }`

test.each([
  ['all of them', 'pass', (tags, own) => tags.every((tag) => own.includes(tag))],
  ['any of them', 'fail', (tags, own) => tags.some((tag) => own.includes(tag))],
  ['the last of them', 'fail', (tags, own) => own.includes(tags.at(-1) ?? '')],
  ['one alone', 'fail', (tags, own) => tags.length < 2 && tags.every((tag) => own.includes(tag))],
] as const satisfies readonly (readonly [
  string,
  string,
  (tags: readonly string[], own: readonly string[]) => boolean,
])[])('a filter that says "all of these" means all of them: by %s, %s', async (_, status, choose) => {
  const list: List = (parts, query) => {
    const tags = query.getAll('tag')
    return { parts: tags.length === 0 ? parts : parts.filter((part) => choose(tags, tagsOf(part))) }
  }
  const document = rackDocument({ parameters: ALL_OF, properties: TAGS })
  expect(await statusAt('filters-filter', document, { list })).toBe(status)
})

test.each([
  ['each of them', 'pass', (states, own) => states.includes(own)],
  ['the first of them', 'fail', (states, own) => states[0] === own],
  ['the last of them', 'fail', (states, own) => states.at(-1) === own],
] as const satisfies readonly (readonly [string, string, (states: readonly string[], own: string) => boolean])[])(
  'a listed value that all members have is asked for beside another one: by %s, %s',
  async (_, status, choose) => {
    const document = rackDocument({
      parameters: `{ name: states, in: query, schema: { type: array, items: { type: string, enum: [ stored, sold ] } }, description: 'Only parts in one of these states.' }`,
      properties: 'state: { type: string, readOnly: true, enum: [ stored, sold ] }',
    })
    const list: List = (parts, query) => {
      const states = query.getAll('states')
      return { parts: states.length === 0 ? parts : parts.filter(({ state }) => choose(states, String(state))) }
    }
    expect(await statusAt('filters-filter', document, { list, sets: () => ({ state: 'stored' }) })).toBe(status)
  },
)
