import { expect, onTestFinished, test } from 'vitest'
import { variants } from '../../../fixtures/variants/index.ts'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { selectCases } from '../../plan/select/select.ts'
import { fireAt, SUITES } from './run.test-support.ts'

test('a server that quotes a text shows no part of a secret that an earlier case writes out', async () => {
  const variant = variants.find(({ id }) => id === 'errors.quote-the-account-id')
  const server = await createReference(variant?.options ?? {}).listen()
  onTestFinished(() => server.close())
  const planned = planCases(SUITES, CONTRACT, 1)
  const cases = [
    ...selectCases(planned, ['body.malformed', 'body.license-key-pattern', 'update.to-what-is-stored']),
    ...selectCases(planned, ['body.account-id-pattern']),
  ]
  const report = await fireAt({ target: server.url, cases })
  expect(report.causes.filter(({ level }) => level !== 'observe')).toEqual([])
})
