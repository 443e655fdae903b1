import { expect, test } from 'vitest'
import type { JudgedAnswer } from '../session/exchange.ts'
import { statusIsDocumented } from './status-is-documented.ts'

test('a status that a description names is documented', () => {
  const judged = {
    operation: { path: '/notes', description: 'Refused with 409 while it is locked.', responses: {} },
    description: 'Unknown parameters are refused with 400.',
  }
  const problemsOf = (status: number): number | undefined =>
    statusIsDocumented.judge({ ...judged, answer: { status, asked: 'GET /notes' } } as unknown as JudgedAnswer)?.length
  expect([400, 409, 422].map(problemsOf)).toEqual([0, 0, 1])
})

/** The message about an answer of 202 to an operation with these statuses. */
function messageFor(...documented: readonly string[]): string | undefined {
  const responses = Object.fromEntries(documented.map((status) => [status, { content: {} }]))
  const judged = {
    operation: { path: '/notes', responses },
    answer: { status: 202, asked: 'GET /notes' },
  } as unknown as JudgedAnswer
  return statusIsDocumented.judge(judged)?.[0]?.message
}

test('one documented status is told as one, and several as a list', () => {
  expect(messageFor('200')).toBe('expected the documented status 200, got 202 (GET /notes)')
  expect(messageFor('200', '404')).toBe('expected one of the documented statuses 200, 404, got 202 (GET /notes)')
})
