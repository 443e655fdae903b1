import { afterEach, expect, test } from 'vitest'
import { createReference, type Override } from '../../../fixtures/reference/reference.ts'
import type { Result } from '../../report/report.ts'
import { fireAt, GROUP, OTHER_GROUP } from './run.test-support.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** The result of a create of SLACK with invalid bodies, at a server with these overrides. */
async function refusing(overrides: Override): Promise<Result | undefined> {
  const server = await createReference({ groups: [GROUP, OTHER_GROUP], overrides }).listen()
  closing.push(server.close)
  const { results } = await fireAt({ target: server.url, only: ['property.create-refuses[SLACK]'] })
  return results[0]
}

function subjectOf(result: Result | undefined): string | undefined {
  return result?.findings[result.counterexample?.finding ?? -1]?.requirement
}

test('the counterexample of a refusal stands under its finding, with the broken rule', async () => {
  const result = await refusing({ checkLength: () => {} })
  expect(subjectOf(result)).toBe('length-is-enforced')
  expect(result?.counterexample?.broken).toBe('maxLength 80 at /channelName')
})

test('a counterexample that needs a query parameter names it, and any other names none', async () => {
  const enveloped = await refusing((base) => ({
    acceptBody: (core, call, stored) =>
      base.acceptBody(
        call.query.envelope ? { ...core, behaviours: { ...core.behaviours, checkLength: () => {} } } : core,
        call,
        stored,
      ),
  }))
  expect(enveloped?.counterexample?.sentWith).toEqual(['query envelope=true'])
  const always = await refusing({ checkLength: () => {} })
  expect(always?.counterexample).not.toHaveProperty('sentWith')
})

test('the evidence of a refusal never stands under a leak that the answer to it shows', async () => {
  let sent = ''
  const result = await refusing((base) => ({
    errorBody: (core, failed) => ({ ...base.errorBody(core, failed), detail: sent }),
    acceptBody: (core, call, stored) => {
      sent = Buffer.from(call.request.body).toString()
      return base.acceptBody(core, call, stored)
    },
  }))
  expect(subjectOf(result)).toBe('no-secret-elsewhere')
  expect(result?.counterexample).not.toHaveProperty('broken')
  expect(result?.counterexample).not.toHaveProperty('twin')
})

test('a failure that one of many variations causes is shrunk with few requests', async () => {
  const updates: string[] = []
  const server = await createReference({
    groups: [GROUP, OTHER_GROUP],
    overrides: (base) => ({
      readFlag: (_core, text) => (text === 'true' ? true : undefined),
      readQuery: (core, operation, search) => {
        if (operation === 'replace') updates.push(search)
        return base.readQuery(core, operation, search)
      },
    }),
  }).listen()
  closing.push(server.close)
  const id = 'property.update-keeps-text[VICTOR_OPS,/routingKey]'
  const { results } = await fireAt({ target: server.url, only: [id], runs: 0, bail: 1 })
  expect(results[0]?.counterexample?.sentWith).toEqual(['query includeCount=false'])
  expect(Array.from(String(results[0]?.counterexample?.value))).toHaveLength(1)
  expect(updates.length).toBeLessThan(30)
})
