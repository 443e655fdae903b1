import { expect, test } from 'vitest'
import { saysShownElsewhere, saysWriteOnly } from './says-write-only.ts'

test.each([
  'Data in text form. It is provided as a write-only input field for convenience.',
  'The stringData field is never output when reading from the API.',
  'Password for basic auth. Never returned by the API.',
  'The token (write-only).',
  'Write-only.',
  'The code. This field is not included in responses.',
  'Input only. The time to live.',
])('no answer shows what is described as %s', (description) => expect(saysWriteOnly(description)).toBe(true))

test.each([
  'The value of the header. Secret headers are write-only and hide their value.',
  'The token. Never returned again after the create.',
  'The key. Not returned in responses unless asked for.',
  'True for a key that is write-only',
  'Never returned as null.',
  'Not returned when listing.',
  'It is write-only. All keys are merged into the data field.',
  'It is never shown in plain text.',
  7,
  undefined,
])('an answer may show what is described as %s', (description) => expect(saysWriteOnly(description)).toBe(false))

test('what another property shows is no secret', () => {
  expect(saysShownElsewhere('It is write-only. All keys are merged into the data field.')).toBe(true)
  expect(saysShownElsewhere('Write-only.')).toBe(false)
})
