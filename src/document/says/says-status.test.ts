import { expect, test } from 'vitest'
import { saysStatus } from './says-status.ts'

test.each([
  'Unknown query parameters are refused with 400.',
  'Else 400 Bad Request',
  '`400` if the body is wrong',
  '400: a wrong body',
])('%j names the status 400', (text) => expect(saysStatus(400, text)).toBe(true))

test.each(['At most 400 characters.', 'Costs 400.50, or 1,400.', 'Answered 404.', '', undefined])(
  '%j does not name the status 400',
  (text) => expect(saysStatus(400, text)).toBe(false),
)

test('a status of success has to stand among the responses', () => expect(saysStatus(201, 'Answers 201.')).toBe(false))
