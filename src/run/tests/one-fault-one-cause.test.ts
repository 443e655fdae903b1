import { expect, onTestFinished, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { fireAt } from './run.test-support.ts'

test.each([
  ['envelope.only-on-lists', ['envelope.read', 'envelope.same-content'], ['envelope-wraps-one']],
  ['envelope.in-envelope', ['envelope.read', 'envelope.same-content'], ['envelope-wraps-one', 'nothing-undeclared']],
  ['links.no-next', ['page.walk'], ['next-tells-the-truth']],
  ['links.by-name', ['page.walk'], ['body-is-as-documented']],
  ['pages.one-is-no-array', ['page.of-create', 'envelope.list', 'body.any-order'], ['body-is-as-documented']],
  ['statuses.create-redirects', ['body.all-flags', 'id.sent-in-create'], ['edge-values-are-accepted']],
])('the fault %s has one cause a level', async (id, only, requirements) => {
  const fault = faults.find((each) => each.id === id)
  const server = await createReference({ ...fault?.options, overrides: fault?.overrides ?? [] }).listen()
  onTestFinished(() => server.close())
  const { causes } = await fireAt({ target: server.url, only })
  const judged = causes.filter(({ level }) => level !== 'observe')
  expect(judged.map(({ requirement }) => requirement)).toEqual(requirements)
})
