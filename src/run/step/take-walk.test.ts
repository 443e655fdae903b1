import { expect, onTestFinished, test } from 'vitest'
import { createReference, type Override } from '../../../fixtures/reference/reference.ts'
import { fireAt, inShort } from '../tests/run.test-support.ts'

/** The findings of a walk in pages of two at a server with the next links of the test. */
async function walkedWith(
  next: (pageNum: number, right: string) => string | undefined,
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
      const href = next(pageNum, right)
      return [...links.filter(({ rel }) => rel !== 'next'), ...(href === undefined ? [] : [{ rel: 'next', href }])]
    },
  })
  const server = await createReference({ overrides }).listen()
  onTestFinished(() => server.close())
  const report = await fireAt({ target: server.url, only: ['page.walk[2]'] })
  return { said: report.results.map(inShort).join(), lists }
}

test('endless next links are followed for 64 pages', async () => {
  const { said, lists } = await walkedWith((_, right) => right)
  expect(said).toContain('expected to reach the last page; a next page follows after 64 pages')
  expect(lists).toBeLessThan(200)
})

test('a next link to its own page ends the walk', async () => {
  const { said } = await walkedWith((pageNum, right) => right.replace(`pageNum=${pageNum + 1}`, `pageNum=${pageNum}`))
  expect(said).toContain('the next link leads back to the same page')
})

test('a next link outside the list is never followed', async () => {
  const { said } = await walkedWith(() => 'http://127.0.0.1:9/steal?pageNum=2')
  expect(said).toContain(
    'expected to reach the last page; the next link leads outside the list, to http://127.0.0.1:9/steal?pageNum=2',
  )
})

test('a proxy may change the host and prefix of a next link', async () => {
  const { said } = await walkedWith((pageNum, right) =>
    pageNum > 2 ? right : right.replace(/^http:\/\/[^/]+/, 'https://proxy.example.com/prefix'),
  )
  expect(said).not.toContain('leads outside')
})

test('a next link that is relative by mistake, such as one with null for its host, leads outside the list', async () => {
  const { said } = await walkedWith((_, right) => right.replace(/^http:\/\/[^/]+/, 'null'))
  expect(said).toContain('the next link leads outside the list, to null/api/atlas/v2/')
})

test('members behind a next link without the size are missing for that reason', async () => {
  const { said } = await walkedWith((pageNum, right) =>
    pageNum === 1 ? right.replace(/itemsPerPage=\d+&?/, '') : undefined,
  )
  expect(said).toContain('is on none: the next link of page 1 leads to no itemsPerPage, where 2 was asked')
})
