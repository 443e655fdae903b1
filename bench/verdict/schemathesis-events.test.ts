import { expect, test } from 'vitest'
import { failuresIn } from './schemathesis-events.ts'

const failed = {
  name: 'negative_data_rejection',
  status: 'failure',
  failure_info: { failure: { type: 'AcceptedNegativeData', operation: 'PUT /things/{key}' } },
}
const passed = { name: 'not_a_server_error', status: 'success' }

test('failed checks are read from the scenarios in their order, with the ids of their test cases', () => {
  const events = [
    JSON.stringify({ EngineStarted: { id: 'e' } }),
    scenario({ one: [passed], two: [passed, failed] }),
    JSON.stringify({ ScenarioFinished: { recorder: { label: 'nothing was sent' } } }),
    scenario({ three: [failed] }),
    '',
  ].join('\n')
  const failure = {
    operation: 'PUT /things/{key}',
    check: 'negative_data_rejection',
    failure: 'AcceptedNegativeData',
  }
  expect(failuresIn(events)).toEqual([
    { id: 'two', ...failure },
    { id: 'three', ...failure },
  ])
})

function scenario(checks: object): string {
  return JSON.stringify({ ScenarioFinished: { recorder: { label: 'a label', checks } } })
}
