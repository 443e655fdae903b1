import { expect, test } from 'vitest'
import { createReference, fetchHandler, type Override } from '../../../fixtures/reference/reference.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { fireAt, GROUP } from '../tests/run.test-support.ts'

/** The declared case of the first counterexample, and the requirements that are violated. */
async function declaredBy(overrides: Override) {
  const target = fetchTarget(fetchHandler(createReference({ groups: [GROUP], overrides })), DEFAULT_LIMITS)
  const { results } = await fireAt({ target, only: ['property.create-accepts[OPS_GENIE]'] })
  const [result] = results
  return {
    requirements: new Set(result?.findings.map(({ requirement }) => requirement)),
    counterexample: result?.counterexample,
  }
}

test('a failure of every secret is a declared case', async () => {
  const { requirements, counterexample } = await declaredBy({ maskKey: (_core, secret) => secret })
  expect(requirements).toContain('key-is-masked')
  expect(counterexample?.case).toContain('apiKey: $secret')
})

test('a failure that depends on the characters of a secret is no declared case', async () => {
  const { requirements, counterexample } = await declaredBy((base) => ({
    maskKey: (core, secret) => (/[0-7]7$/.test(secret) ? secret : base.maskKey(core, secret)),
  }))
  expect(requirements).toContain('key-is-masked')
  expect(counterexample).toBeDefined()
  expect(counterexample?.case).toBeUndefined()
})

test('where the budget of the run has no room left for a declared case, there is none', async () => {
  const overrides: Override = { maskKey: (_core, secret) => secret }
  const target = fetchTarget(fetchHandler(createReference({ groups: [GROUP], overrides })), DEFAULT_LIMITS)
  const only = ['property.create-accepts[OPS_GENIE]']
  const { results, requests } = await fireAt({ target, only, budget: { requests: 16 } })
  expect(results[0]).toMatchObject({ status: 'fail' })
  expect(results[0]?.counterexample).toBeDefined()
  expect(results[0]?.counterexample?.case).toBeUndefined()
  expect(requests.sent).toBeLessThanOrEqual(16)
})

test('the declared case of a list has no key and no body; that of a create has both', async () => {
  const target = fetchTarget(
    fetchHandler(createReference({ groups: [GROUP], overrides: { readFlag: () => false } })),
    DEFAULT_LIMITS,
  )
  const { results } = await fireAt({
    target,
    only: ['property.flags[list,pretty]', 'property.flags[create,includeCount]'],
  })
  const [list, create] = results.map(({ counterexample }) => counterexample?.case)
  expect(list).toContain('operation: list')
  expect(list).not.toMatch(/\b(key|body):/)
  expect(create).toMatch(/\bkey: DATADOG\n[^]*\bbody:/)
})

test('a declared case has no masks in the place of secrets, nor has its mended request', async () => {
  const overrides: Override = { links: () => [] }
  const target = fetchTarget(fetchHandler(createReference({ groups: [GROUP], overrides })), DEFAULT_LIMITS)
  const only = ['property.create-refuses[PROMETHEUS]', 'property.create-refuses[MICROSOFT_TEAMS]']
  const { results } = await fireAt({ target, only, runs: 1, share: { of: 8, part: 6 } })
  const texts = results.map(({ counterexample }) => counterexample?.case ?? '')
  expect(texts.join('')).toMatch(/then:[^]*\$secret/)
  expect(texts.join('')).not.toContain('<secret>')
})

/** A server that does not check enums where envelope=true stands beside the body. */
const withoutEnumsInEnvelopes: Override = (base) => ({
  checkEnum: (core, input) => {
    if (!input.call.query.envelope) base.checkEnum(core, input)
  },
})

test('a failure beside a harmless parameter is declared with that parameter alone, and its twin without', async () => {
  const target = fetchTarget(
    fetchHandler(createReference({ groups: [GROUP], overrides: withoutEnumsInEnvelopes })),
    DEFAULT_LIMITS,
  )
  const { results } = await fireAt({ target, only: ['property.create-refuses[DATADOG]'] })
  const [result] = results
  expect(result?.findings.map(({ requirement }) => requirement)).toContain('enum-is-enforced')
  const [first] = result?.counterexample?.case?.split(/^ {4}then:/m) ?? []
  expect(first).toMatch(/query:\s+(\{ )?envelope: true/)
  expect(result?.counterexample?.case).not.toMatch(/pretty|includeCount|itemsPerPage|Accept/)
})
