import { expect, onTestFinished, test } from 'vitest'
import { faults } from '../../fixtures/faults/index.ts'
import { createReference } from '../../fixtures/reference/reference.ts'
import { fireAt, GROUP } from './run.test-support.ts'

test('a run that could not remove what it created is inconclusive, also if all cases passed', async () => {
  const keeps = faults.find(({ id }) => id === 'deletes.keep-the-integration')
  const server = await createReference({ ...keeps?.options, overrides: keeps?.overrides ?? [] }).listen()
  onTestFinished(() => server.close())
  expect(await fireAt({ target: server.url, only: ['create.minimal[SLACK]'] })).toMatchObject({
    totals: { pass: 1 },
    verdict: 'inconclusive',
    reason: `the run could not remove what it created: SLACK in ${GROUP}`,
    leftBehind: [`SLACK in ${GROUP}`],
  })
})
