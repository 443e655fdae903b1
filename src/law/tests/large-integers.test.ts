import { expect, test } from 'vitest'
import { fireAt, told } from './fire-at.test-support.ts'
import { rackDocument, serveRack, type Shelf, statusAt } from './rack.test-support.ts'

const fails = (most: number): Shelf => ({
  list: (parts, query) =>
    ['skip', 'weight', 'limit'].some((name) => Number(query.get(name) ?? 0) > most)
      ? new Response(null, { status: 500 })
      : { parts: parts.slice(Number(query.get('skip') ?? 0)) },
})
const integer = (name: string, more = ''): string =>
  `{ name: ${name}, in: query, schema: { type: integer, minimum: 0${more} } }`
const statusOf = (parameters: string, most: number): Promise<string> =>
  statusAt('large-integers-are-answered', rackDocument({ parameters }), fails(most))

const JUDGED = /^law\.(?:large-integers-are-answered|no-server-error)\[/

/** The cases that fail, a server error among them: its own law tells it. */
async function failuresOf(parameters: string, most: number): Promise<readonly string[]> {
  return told(await fireAt(rackDocument({ parameters }), serveRack(fails(most)), { selects: (id) => JUDGED.test(id) }))
}

test('an integer without a maximum is never a server error', async () => {
  expect(await statusOf(integer('skip'), Infinity)).toBe('pass')
  expect(await failuresOf(integer('skip'), Infinity)).toEqual([])
  const failed = ['fail law.no-server-error[part]']
  expect(await failuresOf(integer('skip'), 2 ** 31)).toEqual(failed)
  expect(await failuresOf(`${integer('skip', ', maximum: 500')}, ${integer('weight')}`, 2 ** 63)).toEqual(failed)
})

test('integers with a maximum and sizes of pages are not sent', async () => {
  expect(await statusOf(integer('weight', ', maximum: 500'), 2 ** 31)).toBe('no case')
  expect(await statusOf(`${integer('limit')}, ${integer('skip', ', maximum: 500')}`, 2 ** 31)).toBe('no case')
})
