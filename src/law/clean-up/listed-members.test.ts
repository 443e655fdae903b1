import { expect, test } from 'vitest'
import type { CleanUpAnswer } from './clean-up-request.ts'
import { readAllPages } from './listed-members.ts'

const PAGES: readonly (readonly string[])[] = [['a', 'b'], ['c', 'd'], ['e']]

/** Reads a list of three pages, each with what leads to the next one. */
async function read(list: object, leads: (next: string) => Partial<CleanUpAnswer> & { readonly next?: unknown }) {
  const asked: string[] = []
  const { members, problem } = await readAllPages({ path: '/things', items: '/items', ...list }, async ({ path }) => {
    asked.push(path)
    const number = Number(/[?&]p=(\d)/.exec(path)?.[1] ?? 0)
    const { next, header = () => undefined } = number < 2 ? leads(`/api/things?p=${number + 1}`) : {}
    return { status: 200, json: { items: PAGES[number], next }, header }
  })
  return { members, problem, asked }
}

const whole = { members: ['a', 'b', 'c', 'd', 'e'], problem: undefined }

test('links in the body and in a header are followed, with the path of the list alone', async () => {
  const asked = ['/things', '/things?p=1', '/things?p=2']
  const inBody = await read({ link: { at: '/next' } }, (next) => ({ next: `https://elsewhere.example${next}` }))
  expect(inBody).toEqual({ ...whole, asked })
  const inHeader = await read({ link: { header: 'link' } }, (next) => ({ header: () => `<${next}>; rel="next"` }))
  expect(inHeader).toEqual({ ...whole, asked })
})

test('a link to another list is not followed, and the list is not whole', async () => {
  const { members, problem } = await read({ link: { at: '/next' } }, () => ({ next: '/api/others?p=1' }))
  expect([members, problem]).toEqual([['a', 'b'], 'the list leads on to a path of another list'])
})

test('a link in a list of links, and a cursor in a header, are followed', async () => {
  const asked = ['/things', '/things?p=1', '/things?p=2']
  const links = { links: '/next', relation: '/rel', target: '/href' }
  const others = { rel: 'self', href: '/api/things' }
  const byRelation = await read({ link: links }, (href) => ({ next: [others, { rel: 'next', href }] }))
  expect(byRelation).toEqual({ ...whole, asked })
  const inHeader = await read({ cursor: { name: 'p', next: { header: 'x-next' } } }, (next) => ({
    header: () => next.slice(-1),
  }))
  expect(inHeader).toEqual({ ...whole, asked })
})

test('a cursor that is the last member of a page is followed until a page is empty', async () => {
  const asked: string[] = []
  const list = { path: '/things', items: '/data', cursor: { name: 'starting_after', next: { lastMember: '/id' } } }
  const { members, problem } = await readAllPages(list, async ({ path }) => {
    asked.push(path)
    const after = Number(new URL(path, 'http://target.invalid').searchParams.get('starting_after') ?? 0)
    const data = [1, 2, 3, 4, 5].filter((id) => id > after).slice(0, 2)
    return { status: 200, json: { data: data.map((id) => ({ id })) }, header: () => undefined }
  })
  expect([members.length, problem]).toEqual([5, undefined])
  expect(asked).toEqual(['/things', ...[2, 4, 5].map((id) => `/things?starting_after=${id}`)])
})

test('numbers begin where the list does, and so do offsets', async () => {
  const byNumber = await read({ number: { name: 'p', first: 0 } }, () => ({}))
  expect(byNumber.asked.slice(0, 3)).toEqual(['/things', '/things?p=1', '/things?p=2'])
  const byOffset = await read({ offset: 'start', first: 1 }, () => ({}))
  expect(byOffset.asked).toEqual(['/things', '/things?start=3'])
})
