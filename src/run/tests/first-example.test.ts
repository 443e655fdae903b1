import { expect, test } from 'vitest'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { served } from '../../http/served.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { planFailed } from '../../plan/select/plan-failed.ts'
import { onlyExample } from '../../plan/select/only-example.ts'
import { fireAt, SUITES } from './run.test-support.ts'

const ID = 'property.any-page'
const PATH = '7'

const planAt = (seed: number): ReturnType<typeof planCases> => planCases(SUITES, CONTRACT, seed)

test('a property that failed before begins with its counterexample, then takes all its values', async () => {
  const reference = createReference()
  const sent: string[] = []
  const target = await served((request, response) => {
    sent.push(request.url ?? '')
    void reference.handle(request, response)
  })
  const cases = planAt(1).filter(({ id }) => id === ID)
  const drawn = async (fired: typeof cases): Promise<readonly string[]> => {
    sent.length = 0
    await fireAt({ target, cases: fired })
    return sent.filter((url) => url.includes('pageNum'))
  }
  const [counterexample] = await drawn([...onlyExample(cases, PATH)])
  const whole = await drawn(cases)
  const again = await drawn([...planFailed(cases, [{ id: ID, seed: 1, path: PATH }], planAt)])
  expect(whole[0]).not.toBe(counterexample)
  expect(again[0]).toBe(counterexample)
  expect(again.slice(1)).toEqual(whole)
})
