import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const VALUES = 'enum: [ name, -name, size, -size ]'
const SEVERAL = [
  `{ name: sort, in: query, explode: false, schema: { type: array, items: { type: string, ${VALUES} } }, description: 'Fields to sort by.' }`,
  `{ name: sort, in: query, schema: { type: array, items: { type: string, ${VALUES} } }, description: 'Fields to sort by.' }`,
  "{ name: sort, in: query, schema: { type: string }, description: 'Comma-separated fields to sort by, such as `-name`, `+name`, `-size` or `+size`.' }",
]

/** A server that sorts by some of the fields that are asked for. */
function byFields(choose: (fields: readonly string[]) => readonly string[], isTurned = true): Shelf['list'] {
  return (parts, query) => {
    const fields = choose(query.getAll('sort').flatMap((one) => one.split(',')))
    const compare = (one: Part, other: Part): number => {
      for (const field of fields) {
        const name = field.replace(/^[-+]/, '')
        const [left, right] = [one[name] as string, other[name] as string]
        const sign = field.startsWith('-') && (isTurned || fields[0] === field) ? -1 : 1
        if (left !== right) return left < right ? -sign : sign
      }
      return 0
    }
    return { parts: parts.toSorted(compare) }
  }
}

const at = (parameters: string, list: Shelf['list']): Promise<string> =>
  statusAt('sorts-sort', rackDocument({ parameters }), { list })

test.each(SEVERAL)('the second of several orders decides among equal members: %s', async (parameters) => {
  expect(
    await at(
      parameters,
      byFields((fields) => fields),
    ),
  ).toBe('pass')
  expect(
    await at(
      parameters,
      byFields((fields) => fields.slice(0, 1)),
    ),
  ).toBe('fail')
  expect(
    await at(
      parameters,
      byFields((fields) => fields, false),
    ),
  ).toBe('fail')
})

test('a parameter that takes one order is sent one', async () => {
  const one = `{ name: sort, in: query, schema: { type: string, ${VALUES} }, description: 'The field to sort by.' }`
  expect(
    await at(
      one,
      byFields((fields) => fields.slice(0, 1)),
    ),
  ).toBe('pass')
})
