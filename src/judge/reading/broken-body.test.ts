import { expect, test } from 'vitest'
import { brokenRule } from './broken-body.ts'
import { CONTRACT, VALIDATORS } from '../../contract/loaded.test-support.ts'

const rule = (body: unknown, key = 'SLACK'): string | undefined => {
  const broken = brokenRule({
    request: { method: 'POST', target: '/', query: {}, role: 'create', key, body },
    contract: CONTRACT,
    validators: VALIDATORS,
  })
  return broken === undefined ? undefined : broken.rule + broken.value
}

const SLACK = { type: 'SLACK', apiToken: 'xoxb-1', channelName: 'a' }

test.each<[object, string | undefined]>([
  [SLACK, undefined],
  [{ ...SLACK, channelName: 'a'.repeat(81) }, 'maxLength 80 at /channelName, which has 81 characters'],
  [{ ...SLACK, apiToken: 1 }, 'type string at /apiToken'],
  [{ ...SLACK, channelName: 1 }, 'type string or null at /channelName, which is 1'],
  [{ type: 'SLACK', channelName: 'a' }, 'required apiToken'],
])('the rule that %o violates is %s', (body, expected) => {
  expect(rule(body)).toBe(expected)
})

test('the value of a listed property is told, and of a secret only its length', () => {
  const member = { type: 'OPS_GENIE', apiKey: 'a'.repeat(36), region: 'US' }
  expect(rule({ ...member, region: 'EU ' }, 'OPS_GENIE')).toBe('enum US, EU at /region, which is "EU "')
  const licensed = {
    type: 'NEW_RELIC',
    accountId: 'a'.repeat(40),
    licenseKey: 'x'.repeat(35),
    readToken: 'r',
    writeToken: 'w',
  }
  expect(rule(licensed, 'NEW_RELIC')).toBe('pattern ^([0-9a-f]){40}$ at /licenseKey, which has 35 characters')
})

test('a body without a schema, and a request without a body, violate no rule', () => {
  expect(rule(SLACK, 'UNKNOWN')).toBeUndefined()
  expect(rule(undefined)).toBeUndefined()
})
