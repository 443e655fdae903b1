import { expect, test } from 'vitest'
import { type Part, rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const MIN =
  "{ name: min_year, in: query, schema: { type: integer }, description: 'Only parts of this `year` or later.' }"
const properties = 'year: { type: integer, nullable: true, minimum: 1900, maximum: 2100 }'

/** Parts of which the list by a year shows those that have it, or those without a year too. */
function shelfOf(isShownWithout: boolean): Shelf {
  const isWithin = ({ year }: Part, least: string | null): boolean =>
    least === null || (typeof year === 'number' ? year >= Number(least) : isShownWithout)
  return { list: (parts, query) => ({ parts: parts.filter((part) => isWithin(part, query.get('min_year'))) }) }
}

test('a bound that is said to show members without a value too is not held to that', async () => {
  const parameters = MIN.replace('or later.', 'or later, or without one.')
  const document = rackDocument({ parameters, properties })
  expect(await statusAt('bounds-hold', document, shelfOf(true))).toBe('pass')
})

test('a member without a value is within no bound of it', async () => {
  const document = rackDocument({ parameters: MIN, properties })
  expect(await statusAt('bounds-hold', document, shelfOf(false))).toBe('pass')
  expect(await statusAt('bounds-hold', document, shelfOf(true))).toBe('fail')
})
