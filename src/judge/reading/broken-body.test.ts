import { expect, test } from 'vitest'
import { brokenRule } from './broken-body.ts'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'

const rule = (body: unknown, key = 'SLACK'): string | undefined =>
  brokenRule({
    request: { method: 'POST', target: '/', query: {}, role: 'create', key, body },
    contract: CONTRACT,
    validators: VALIDATORS,
  })

const SLACK = { type: 'SLACK', apiToken: 'xoxb-1', channelName: 'a' }

test.each<[object, string | undefined]>([
  [SLACK, undefined],
  [{ ...SLACK, channelName: 'a'.repeat(81) }, 'maxLength 80 at /channelName'],
  [{ ...SLACK, apiToken: 1 }, 'type string at /apiToken'],
  [{ type: 'SLACK', channelName: 'a' }, 'required apiToken'],
])('the rule that %o violates is %s', (body, expected) => {
  expect(rule(body)).toBe(expected)
})

test('a body without a schema, and a request without a body, violate no rule', () => {
  expect(rule(SLACK, 'UNKNOWN')).toBeUndefined()
  expect(rule(undefined)).toBeUndefined()
})
