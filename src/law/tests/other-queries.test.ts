import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

type List = Shelf['list']

function sets(): object {
  return { created: 1_790_000_000 }
}

const whole: List = (parts) => ({ parts })
const onlyFrom: List = (parts, query) => ({
  parts: parts.filter((part) => Number(part['created']) >= Number(query.get('created[gte]') ?? 0)),
})
const between: List = (parts, query) => ({
  parts: parts.filter(
    (part) =>
      Number(part['created']) >= Number(query.get('created[gte]') ?? 0) &&
      Number(part['created']) < Number(query.get('created[lt]') ?? Infinity),
  ),
})
const bounded: List = (parts, query) => ({ parts: parts.slice(0, Number(query.get('maxParts') ?? parts.length)) })
const found = (parts: readonly Part[], query: URLSearchParams): readonly Part[] =>
  parts.filter((part) => !query.has('name') || part['title'] === query.get('name'))
const pageOf = (parts: readonly Part[], query: URLSearchParams, counted: number): unknown => {
  const [from, size] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 20)]
  const shown = parts.slice(from, from + size)
  return { parts: shown, remainingItemCount: parts.length - from - (counted === 0 ? 0 : shown.length) }
}

test('a maximum of all members is kept by the whole walk', async () => {
  const document = rackDocument({
    parameters: `{ name: maxParts, in: query, schema: { type: integer }, description: 'The maximum total number of parts that are returned.' }`,
  })
  expect(await statusAt('walk-keeps-its-maximum', document, { list: bounded })).toBe('pass')
  expect(await statusAt('walk-keeps-its-maximum', document, { list: whole })).toBe('fail')
  const perPage = rackDocument({
    parameters: `{ name: maxParts, in: query, schema: { type: integer }, description: 'The maximum total of parts per page.' }`,
  })
  expect(await statusAt('walk-keeps-its-maximum', perPage, { list: whole })).toBe('no case')
})

test('a filter by the name of members that have a title is a should', async () => {
  const document = rackDocument({
    named: 'title',
    parameters: `{ name: name, in: query, schema: { type: string }, description: 'filter by the name of the part' }`,
  })
  expect(await statusAt('filters-filter', document, { list: (parts, query) => ({ parts: found(parts, query) }) })).toBe(
    'pass',
  )
  expect(await statusAt('filters-filter', document, { list: whole })).toBe('warn')
})

test('a count of what remains is that of the later pages', async () => {
  const document = rackDocument({
    parameters:
      '{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50 } }, { name: offset, in: query, schema: { type: integer, minimum: 0 } }',
    beside: 'remainingItemCount: { type: integer }',
  })
  expect(await statusAt('page-tells-of-more', document, { list: (parts, query) => pageOf(parts, query, 1) })).toBe(
    'pass',
  )
  expect(await statusAt('page-tells-of-more', document, { list: (parts, query) => pageOf(parts, query, 0) })).toBe(
    'warn',
  )
})

test('times of one second are all before a bound of later years, and after one of earlier years', async () => {
  const document = rackDocument({
    properties: 'created: { type: integer, readOnly: true }',
    parameters:
      '{ name: created, in: query, style: deepObject, explode: true, schema: { type: object, properties: { gte: { type: integer }, lt: { type: integer } } } }',
  })
  expect(await statusAt('bounds-hold', document, { list: between, sets })).toBe('pass')
  expect(await statusAt('bounds-hold', document, { list: whole, sets })).toBe('fail')
  expect(await statusAt('bounds-hold', document, { list: onlyFrom, sets })).toBe('fail')
})
