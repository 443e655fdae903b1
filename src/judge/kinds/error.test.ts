import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'

const body = { error: 404, errorCode: 'NOT_THERE', reason: 'Not Found', detail: 'x', parameters: [] }
const json = { headers: [['Content-Type', 'application/json']] as const }

test('an error body has the documented shape and the status of the answer', () => {
  expect(problemsOf('error', {}, { ...json, status: 404, body })).toEqual([])
  expect(problemsOf('error', {}, { ...json, status: 404, body: { error: 404, errorCode: 'X' } })).toEqual([])
})

test.each([
  [
    { ...body, error: 400 },
    {
      message: 'expected the status of the answer, 404; the error body has 400 at /error',
      at: 'body#/error',
      expected: 404,
      actual: 400,
    },
  ],
  [
    { ...body, error: '404' },
    {
      message: 'expected an error body (ApiError); /error must be integer',
      at: 'body#/error',
      expected: 'an error body (ApiError)',
      actual: '404',
    },
  ],
  [
    { error: 404 },
    {
      message: "expected an error body (ApiError); the body must have required property 'errorCode'",
      at: 'body#',
      expected: 'an error body (ApiError)',
      actual: { error: 404 },
    },
  ],
  [
    '<html>',
    {
      message: 'expected a JSON body; the body is not JSON',
      at: 'body#',
      expected: 'a JSON body',
      actual: 'the body is not JSON',
    },
  ],
  [
    undefined,
    {
      message: 'expected a JSON body; the body is empty',
      at: 'body#',
      expected: 'a JSON body',
      actual: 'the body is empty',
    },
  ],
  [
    [],
    {
      message: 'expected an error body (ApiError); the body must be object',
      at: 'body#',
      expected: 'an error body (ApiError)',
      actual: [],
    },
  ],
])('%j is no error body of a 404', (wrong, problem) => {
  expect(problemsOf('error', {}, { ...json, status: 404, body: wrong })).toEqual([problem])
})

test('a code is the exact code, or any code in capitals', () => {
  expect(problemsOf('error', { code: 'NOT_THERE' }, { status: 404, body })).toEqual([])
  expect(problemsOf('error', { code: 'upper_snake' }, { status: 404, body: { errorCode: 'A1_B2' } })).toEqual([])
  expect(problemsOf('error', { code: 'upper_snake' }, { status: 404, body: {} })).toEqual([])
  expect(problemsOf('error', { code: 'OTHER' }, { status: 404, body })).toEqual([
    {
      message: 'expected the error code OTHER; the error code is "NOT_THERE"',
      at: 'body#/errorCode',
      expected: 'OTHER',
      actual: 'NOT_THERE',
    },
  ])
  expect(problemsOf('error', { code: 'OTHER' }, { status: 404, body: {} })).toEqual([
    {
      message: 'expected the error code OTHER; the error code is nothing',
      at: 'body#/errorCode',
      expected: 'OTHER',
      actual: 'nothing',
    },
  ])
})

test.each(['notThere', 'Not_There', 'NOT-THERE', 'NOT__THERE', '_NOT', 'NOT_', '1NOT', ''])(
  '%j is not in capitals',
  (errorCode) => {
    expect(problemsOf('error', { code: 'upper_snake' }, { status: 404, body: { ...body, errorCode } })).toEqual([
      {
        message: `expected an error code of capitals, digits and underscores; the error code is ${JSON.stringify(errorCode)}`,
        at: 'body#/errorCode',
        expected: 'capitals, digits and underscores',
        actual: errorCode,
      },
    ])
  },
)

test('a reason is the phrase of the status, or is omitted', () => {
  expect(problemsOf('error', { reason: 'phrase' }, { status: 404, body })).toEqual([])
  expect(problemsOf('error', { reason: 'phrase' }, { status: 404, body: { ...body, reason: null } })).toEqual([])
  expect(problemsOf('error', { reason: 'phrase' }, { status: 404, body: {} })).toEqual([])
  expect(problemsOf('error', { reason: 'phrase' }, { status: 404, body: { ...body, reason: 'Nope' } })).toEqual([
    {
      message: 'expected the reason Not Found; the reason is "Nope"',
      at: 'body#/reason',
      expected: 'Not Found',
      actual: 'Nope',
    },
  ])
})

test('a body that is not JSON is judged by its shape, not by code or reason', () => {
  expect(problemsOf('error', { code: 'X' }, { status: 404, body: '<html>' })).toEqual([])
  expect(problemsOf('error', { reason: 'phrase' }, { status: 404, body: '<html>' })).toEqual([])
})

test('code and reason may be in the envelope that was asked for, and in no other', () => {
  const enveloped = { status: 404, body: { status: 404, content: body } }
  const asked = { ...enveloped, query: { envelope: 'true' } }
  expect(problemsOf('error', { code: 'NOT_THERE' }, asked)).toEqual([])
  expect(problemsOf('error', { code: 'OTHER' }, asked)).toMatchObject([
    { at: 'body#/content/errorCode', actual: 'NOT_THERE' },
  ])
  expect(problemsOf('error', { code: 'NOT_THERE' }, enveloped)).toMatchObject([{ at: 'body#/errorCode' }])
})
