import { expect, test } from 'vitest'
import { type Part, rackDocument, type RackParts, type Shelf, statusAt } from './rack.test-support.ts'

type List = Shelf['list']
type Compare = (one: number, other: number) => boolean

const above: Compare = (one, other) => one > other
const from: Compare = (one, other) => one >= other
const below: Compare = (one, other) => one < other
const to: Compare = (one, other) => one <= other

const at = (parts: RackParts, list: List): Promise<string> =>
  statusAt('filter-expressions-hold', rackDocument(parts), { list })

/** Heeds `NAME OP VALUE`, with one comparison of a server for `gt`, `ge`, `lt` and `le`. */
function byExpression(parameter: string, isFound: Compare): List {
  return (parts, query) => {
    const [, name = '', verb = '', value = ''] =
      /^(\w+) ?(eq|g[et]|l[et]|:|=) ?'?(\w+)'?$/.exec(query.get(parameter) ?? '') ?? []
    if (query.has(parameter) && !['name', 'size'].includes(name)) return Response.json({}, { status: 400 })
    const isShown = (part: Part): boolean =>
      /^[gl]/.test(verb) ? isFound(part.size, Number(value)) : String(part[name]) === value
    return { parts: query.has(parameter) ? parts.filter(isShown) : parts }
  }
}

const refusing: List = (parts, query) => (query.has('filter') ? Response.json({}, { status: 400 }) : { parts })
const ODATA = `{ name: $filter, in: query, schema: { type: string }, description: "Filters items, e.g. \`name eq 'bolt'\` or \`size gt 100\`" }`
const FORM = `{ name: filter, in: query, schema: { type: string }, description: 'Filters of the form field:value.' }`
const SILENT = `{ name: filter, in: query, schema: { type: string }, description: 'Filters the list.' }`

test('the expressions of an example are held', async () => {
  expect(await at({ parameters: ODATA }, byExpression('$filter', above))).toBe('pass')
  expect(await at({ parameters: ODATA }, byExpression('$filter', from))).toBe('fail')
  expect(await at({ parameters: ODATA }, (parts) => ({ parts }))).toBe('fail')
  expect(await at({ parameters: ODATA }, (parts, query) => ({ parts: query.has('$filter') ? [] : parts }))).toBe('fail')
}, 20_000)

test.each<[string, Compare, Compare]>([
  ['gt', above, from],
  ['ge', from, above],
  ['lt', below, to],
  ['le', to, below],
])('%s is held at its bound', async (verb, right, wrong) => {
  const parameters = ODATA.replace('size gt', `size ${verb}`)
  expect(await at({ parameters }, byExpression('$filter', right))).toBe('pass')
  expect(await at({ parameters }, byExpression('$filter', wrong))).toBe('fail')
})

test('a form alone is a should, and what a server refuses is not judged', async () => {
  expect(await at({ parameters: FORM }, byExpression('filter', above))).toBe('pass')
  expect(await at({ parameters: FORM }, (parts) => ({ parts }))).toBe('warn')
  expect(await at({ parameters: FORM }, refusing)).toMatch(/^skip/)
  expect(await at({ parameters: SILENT }, (parts) => ({ parts }))).toBe('no case')
})

const sets = (): object => ({ status: 'stored' })
const byStatus: List = (all, query) => ({
  parts: all.filter(({ status }) => query.get('filter')?.includes(`"${String(status)}"`) !== false),
})

test('a listed value that all members have is asked for beside one that none has', async () => {
  const parts = {
    parameters: `{ name: filter, in: query, schema: { type: string }, description: 'Filters parts. Only \`status eq "VALUE"\` is supported.' }`,
    properties: 'status: { type: string, readOnly: true, enum: [ stored, sold ] }',
  }
  const by = (list: List): Promise<string> => statusAt('filter-expressions-hold', rackDocument(parts), { list, sets })
  expect(await by(byStatus)).toBe('pass')
  expect(await by((all) => ({ parts: all }))).toBe('fail')
})
