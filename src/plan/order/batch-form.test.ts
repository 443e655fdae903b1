import { expect, test } from 'vitest'
import { CONTRACT, OWN_SUITES } from '../../contract/loaded.test-support.ts'
import { loadSuites } from '../../suite/load-suites.ts'
import { sharedState } from './batch-form.ts'
import { planCases } from '../plan.ts'

const PLANNED = new Map(planCases(loadSuites([OWN_SUITES], CONTRACT), CONTRACT, 1).map((one) => [one.id, one]))

function stateOf(id: string): string | undefined {
  const planned = PLANNED.get(id)
  if (planned === undefined) throw new Error(`there is no case ${id}`)
  return sharedState(planned, CONTRACT)
}

test('cases without an effect that start from the same members share a state, whatever their template', () => {
  expect(stateOf('body.malformed[cut]')).toBeDefined()
  expect(stateOf('body.malformed[cut]')).toBe(stateOf('body.null-for-required[DATADOG,/apiKey]'))
  expect(stateOf('body.malformed[cut]')).not.toBe(stateOf('body.update-malformed[comment]'))
})

test('cases that start without members share a state, whatever keys have to be absent', () => {
  expect(stateOf('body.malformed[cut]')).toBe(stateOf('read.absent[SLACK]'))
  expect(stateOf('create.twice[SLACK]')).not.toBe(stateOf('create.twice[DATADOG]'))
})

test.each([
  ['has an effect', 'create.minimal[SLACK]'],
  ['repeats the values of its set-up', 'create.twice-the-same[SLACK,full]'],
  ['is a property', 'property.create-refuses[SLACK]'],
])('a case that %s shares no state', (_why, id) => {
  expect(stateOf(id)).toBe(undefined)
})
