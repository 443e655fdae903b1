import { expect, onTestFinished, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { fireAt } from './run.test-support.ts'

test('a secret that shares digits with the id of the group is not found in links', async () => {
  // The literal of a case has these digits too.
  const group = '65a1b2c3d4e5f60718293a4b'
  const server = await createReference({ groups: [group] }).listen()
  onTestFinished(() => server.close())
  const only = ['body.seen-forms[/licenseKey]']
  const report = await fireAt({ target: server.url, groups: [group], only, verbose: true })
  expect([report.verdict, report.totals.warn, report.causes.filter(({ level }) => level !== 'observe')]).toEqual([
    'conforms',
    0,
    [],
  ])
  expect(JSON.stringify(report.results)).toContain(`/groups/${group}/`)
})
