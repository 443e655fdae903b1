import { expect, test } from 'vitest'
import { withoutServerValues } from './without-server-values.ts'

function isValid(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'etag' in value
}

test('values of the server are left out of a body, but for those that a request must have', () => {
  const server = ['/name', '/state/time', '/etag']
  const member = { name: 'a', etag: 'b', label: 'c', state: { time: 1, on: true } }
  expect(withoutServerValues(member, { server }, isValid)).toEqual({ etag: 'b', label: 'c', state: { on: true } })
  expect(withoutServerValues('text', { server }, isValid)).toBe('text')
})
