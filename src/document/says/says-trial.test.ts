import { expect, test } from 'vitest'
import { saysTrial } from './says-trial.ts'

test.each([
  'If true, the patch will be validated but not persisted. Returns a preview.',
  'When present, indicates that modifications should not be persisted.',
  'If set, validate the request, but do not actually create the secret. Validate only.',
  'Only validates the request.',
  'Runs the checks without saving the note.',
  'No changes are made.',
])('a request changes nothing by %j', (description) => {
  expect(saysTrial(description)).toBe(true)
})

test.each([
  undefined,
  'Returns a preview of the note.',
  'Validates the note before it is stored.',
  'Persisted values.',
])('a request may change something by %j', (description) => {
  expect(saysTrial(description)).toBe(false)
})
