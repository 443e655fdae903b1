import { expect, test } from 'vitest'
import type { JudgedAnswer } from '../session/exchange.ts'
import { errorStatesItsStatus } from './error-states-its-status.ts'

/** The statuses that are told of an answer of 404. */
function toldOf(json: unknown, value = '/status'): readonly unknown[] | undefined {
  const judged = {
    answer: { status: 404, asked: 'GET /notes', json, header: () => 'application/json' },
    errorStatus: { value, certainty: 'guess', because: 'by its name' },
  } as unknown as JudgedAnswer
  return errorStatesItsStatus.judge(judged)?.map(({ actual, level }) => [actual, level])
}

test('the status in a refusal is a number or a text', () => {
  expect(toldOf({ status: 404 })).toEqual([])
  expect(toldOf({ status: '404' })).toEqual([])
  expect(toldOf({ status: '400' })).toEqual([[400, 'should']])
})

test('a text or a number that is no status of an error is not judged', () => {
  for (const status of ['error', 'not found', '4040', '200', 12]) expect(toldOf({ status })).toBeUndefined()
})

test('one of several errors may have another status', () => {
  const [one, other] = [{ status: '404' }, { status: '422' }]
  expect(toldOf({ errors: [one] }, '/errors/0/status')).toEqual([])
  expect(toldOf({ errors: [other] }, '/errors/0/status')).toEqual([[422, 'should']])
  expect(toldOf({ errors: [other, one] }, '/errors/0/status')).toBeUndefined()
})
