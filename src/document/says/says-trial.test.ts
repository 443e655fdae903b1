import { expect, test } from 'vitest'
import { saysTrial, saysTrialIsChecked } from './says-trial.ts'

test.each([
  'If true, the patch will be validated but not persisted. Returns a preview.',
  'When present, indicates that modifications should not be persisted.',
  'If set, validate the request, but do not actually create the secret. Validate only.',
  'Only validates the request.',
  'Runs the checks without saving the note.',
  'No changes are made.',
  'If true, the request is checked as any other, and nothing is stored.',
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

test('a request is checked as any other where its description says so', () => {
  expect(saysTrialIsChecked('If true, the request is checked as any other, and nothing is stored.')).toBe(true)
  expect(saysTrialIsChecked('If set, validates the request, but does not persist it.')).toBe(true)
  expect(saysTrialIsChecked('The change is not persisted.')).toBe(false)
  expect(saysTrialIsChecked('Validates the note before it is stored.')).toBe(false)
})
