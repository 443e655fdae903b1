import { expect, onTestFinished, test } from 'vitest'
import { createReference, type Override } from '../../fixtures/reference/reference.ts'
import { fireAt, inShort } from './run.test-support.ts'

/** What a walk in pages of two says of a server whose links next lead where the test says. */
async function walkedWith(
  next: (pageNum: number, right: string) => string,
): Promise<{ readonly said: string; readonly lists: number }> {
  let lists = 0
  const overrides: Override = (base) => ({
    list: (core, call) => {
      lists += 1
      return base.list(core, call)
    },
    links: (core, call, total) => {
      const links = base.links(core, call, total)
      if (call.operation !== 'list') return links
      const { pageNum } = call.query
      const right = base.pageHref(core, call, { rel: 'next', pageNum: pageNum + 1 })
      return [...links.filter(({ rel }) => rel !== 'next'), { rel: 'next', href: next(pageNum, right) }]
    },
  })
  const server = await createReference({ overrides }).listen()
  onTestFinished(() => server.close())
  const report = await fireAt({ target: server.url, only: ['page.walk[2]'] })
  return { said: report.results.map(inShort).join(), lists }
}

test('links that never end are followed for 64 pages, and no further', async () => {
  const { said, lists } = await walkedWith((_, right) => right)
  expect(said).toContain('expected to reach the last page; there is still a next page after 64')
  expect(lists).toBeLessThan(200)
})

test('a link next that leads to its own page ends the walk', async () => {
  const { said } = await walkedWith((pageNum, right) => right.replace(`pageNum=${pageNum + 1}`, `pageNum=${pageNum}`))
  expect(said).toContain('the link next leads to the page that holds it')
})

test('a link next that leads to another place is never followed', async () => {
  const { said } = await walkedWith(() => 'http://127.0.0.1:9/steal?pageNum=2')
  expect(said).toContain(
    'expected to reach the last page; the link next leads elsewhere, to http://127.0.0.1:9/steal?pageNum=2',
  )
})

test('a host that a proxy has put before the path does not matter', async () => {
  const { said } = await walkedWith((pageNum, right) =>
    pageNum > 2 ? right : right.replace(/^http:\/\/[^/]+/, 'https://proxy.example.com/prefix'),
  )
  expect(said).not.toContain('leads elsewhere')
})
