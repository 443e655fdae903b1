import { expect, test } from 'vitest'
import { type Part, rackDocument, type RackParts, type Shelf, statusAt } from './rack.test-support.ts'

type List = Shelf['list']

const at = (parts: RackParts, list: List): Promise<string> =>
  statusAt('filter-expressions-hold', rackDocument(parts), { list })

/** Heeds `NAME OP VALUE`, with the comparison that a server has for `gt`. */
function byExpression(parameter: string, isAbove: (one: number, other: number) => boolean): List {
  return (parts, query) => {
    const [, name = '', verb = '', value = ''] =
      /^(\w+) ?(eq|gt|:|=) ?'?(\w+)'?$/.exec(query.get(parameter) ?? '') ?? []
    if (query.has(parameter) && !['name', 'size'].includes(name)) return Response.json({}, { status: 400 })
    const isFound = (part: Part): boolean =>
      verb === 'gt' ? isAbove(part.size, Number(value)) : String(part[name]) === value
    return { parts: query.has(parameter) ? parts.filter(isFound) : parts }
  }
}

const refusing: List = (parts, query) => (query.has('filter') ? Response.json({}, { status: 400 }) : { parts })
const above = (one: number, other: number): boolean => one > other
const from = (one: number, other: number): boolean => one >= other
const ODATA = `{ name: $filter, in: query, schema: { type: string }, description: "Filters items, e.g. \`name eq 'bolt'\` or \`size gt 100\`" }`
const FORM = `{ name: filter, in: query, schema: { type: string }, description: 'Filters of the form field:value.' }`
const SILENT = `{ name: filter, in: query, schema: { type: string }, description: 'Filters the list.' }`

test('the expressions of an example are held', async () => {
  expect(await at({ parameters: ODATA }, byExpression('$filter', above))).toBe('pass')
  expect(await at({ parameters: ODATA }, byExpression('$filter', from))).toBe('fail')
  expect(await at({ parameters: ODATA }, (parts) => ({ parts }))).toBe('fail')
  expect(await at({ parameters: ODATA }, (parts, query) => ({ parts: query.has('$filter') ? [] : parts }))).toBe('fail')
}, 20_000)

test('a form alone is a should, and what a server refuses is not judged', async () => {
  expect(await at({ parameters: FORM }, byExpression('filter', above))).toBe('pass')
  expect(await at({ parameters: FORM }, (parts) => ({ parts }))).toBe('warn')
  expect(await at({ parameters: FORM }, refusing)).toMatch(/^skip/)
  expect(await at({ parameters: SILENT }, (parts) => ({ parts }))).toBe('no case')
})
