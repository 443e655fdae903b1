import { expect, test } from 'vitest'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import type { PlannedRequest } from '../planned-case.ts'
import { suits, varyDrawn, varyTemplate } from './vary-request.ts'

const ENVELOPE = { query: { envelope: true } }
const PAGED = { query: { itemsPerPage: 500 } }
const LATER = { headers: { Accept: 'application/vnd.atlas.2024-11-13+json' } }
const LIST: PlannedRequest = {
  operation: 'list',
  as: 'owner',
  query: { pageNum: '2' },
  headers: { Accept: 'x', 'X-A': '1' },
}

test('a variation suits an operation that has its parameters, and that sends none of them itself', () => {
  expect(suits(PAGED, { operation: 'list' }, CONTRACT)).toBe(true)
  expect(suits(PAGED, { operation: 'read' }, CONTRACT)).toBe(false)
  expect(suits(PAGED, { operation: 'list', query: { itemsPerPage: 1 } }, CONTRACT)).toBe(false)
  expect(suits({ ...ENVELOPE, of: ['create'] }, { operation: 'list' }, CONTRACT)).toBe(false)
  expect(suits({ as: 'reader' }, { operation: 'list', as: 'nobody' }, CONTRACT)).toBe(false)
  expect(suits(ENVELOPE, undefined, CONTRACT)).toBe(false)
})

test('the parameters of variations stand before those of a request, and their headers replace its headers', () => {
  const { query, headers } = varyDrawn(LIST, [ENVELOPE, PAGED, LATER], CONTRACT)
  expect(Object.entries(query)).toEqual([
    ['envelope', 'true'],
    ['itemsPerPage', '500'],
    ['pageNum', '2'],
  ])
  expect(headers).toEqual({ Accept: LATER.headers.Accept, 'X-A': '1' })
})

test('a request without variations that suit it is unchanged', () => {
  expect(varyDrawn(LIST, [], CONTRACT)).toBe(LIST)
  expect(varyDrawn(LIST, [{ query: { pageNum: 1 } }], CONTRACT)).toEqual(LIST)
})

test('a request in the case language has the words of its variations', () => {
  const send = { operation: 'create', key: 'SLACK', body: '$body' } as const
  expect(varyTemplate(send, [], CONTRACT)).toEqual(send)
  expect(varyTemplate(send, [ENVELOPE, LATER, { as: 'reader' }], CONTRACT)).toEqual({
    ...send,
    ...ENVELOPE,
    ...LATER,
    as: 'reader',
  })
})
