import { expect, test } from 'vitest'
import { fireLaws } from './fire-laws.test-support.ts'

/** The messages of the findings of laws, and the path and query of their requests. */
async function foundAt(
  name: string,
  as: string,
  laws: readonly string[],
): Promise<readonly { readonly law: string; readonly message: string; readonly request: string }[]> {
  const { report } = await fireLaws(name, { as, laws, more: { seed: 7 } })
  return report.results.flatMap(({ id, findings, exchanges }) =>
    findings.map(({ message, exchange = -1 }) => {
      const { url = 'http://none' } = exchanges[exchange]?.request ?? {}
      return { law: id, message, request: url.replace(/^https?:\/\/[^/]*/, '') }
    }),
  )
}

test('a value that a refused update left is told with the refusal', async () => {
  const [found] = await foundAt('notes', 'notes.refused-patch-is-half-stored', ['refused-write-changes-nothing'])
  expect(found?.message).toMatch(/^expected .* at \S+, got .*: an update that was refused has changed it$/)
})

test('a fault between two pages is told at the page that shows it', async () => {
  const [repeated] = await foundAt('users', 'users.pages-overlap', ['pages-hold-all-members'])
  expect(repeated?.message).toMatch(/^expected the member \S+ once on the \d+ pages, \d+ a page; got it 2 times$/)
  expect(repeated?.request).toMatch(/[?&]pageNum=2\b/)
  const [total] = await foundAt('shop', 'shop.total-counts-the-rest', ['total-counts-members'])
  expect(total?.request).toMatch(/[?&](?:offset|page)=[2-9]/)
})
