import { expect, onTestFinished, test } from 'vitest'
import { faults } from '../../../fixtures/faults/index.ts'
import { createReference } from '../../../fixtures/reference/reference.ts'
import { CONTRACT } from '../../contract/loaded.test-support.ts'
import { planCases } from '../../plan/plan.ts'
import { selectCases } from '../../plan/select/select.ts'
import { fireAt, SUITES } from './run.test-support.ts'

async function listening(options: Parameters<typeof createReference>[0] = {}): Promise<string> {
  const server = await createReference(options).listen()
  onTestFinished(() => server.close())
  return server.url
}

const ANY = 'property.page-size'
const ONLY = ['create.minimal[SLACK]', 'delete.twice[SLACK]', ANY]
const whole = (id: string): { readonly id: string; readonly from: number; readonly to: undefined } => ({
  id,
  from: 0,
  to: undefined,
})

test('cases are fired by portion, and the results keep the order of the plan', async () => {
  const fired: string[] = []
  const order = [{ id: ANY, from: 5, to: 6 }, whole('delete.twice[SLACK]'), { id: ANY, from: 0, to: 3 }, whole(ANY)]
  const report = await fireAt({
    target: await listening(),
    only: ONLY,
    order,
    onEvent: (event) => {
      if (event.type === 'case') fired.push(event.id)
    },
  })
  expect(fired).toEqual([ANY, 'delete.twice[SLACK]', ANY, ANY, 'create.minimal[SLACK]'])
  const planned = selectCases(planCases(SUITES, CONTRACT, 1), ONLY).map(({ id }) => id)
  expect(report.results.map(({ id }) => id)).toEqual(planned)
  expect(report.verdict).toBe('conforms')
})

test('a cause begins with the case that is fired first, whose block a terminal shows', async () => {
  const faulty = faults.find(({ id }) => id === 'masks.not-at-all')
  const only = ['create.minimal[DATADOG]', 'create.minimal[SLACK]']
  const fired = (order: readonly string[]) =>
    listening({ ...faulty?.options, overrides: faulty?.overrides ?? [] }).then((target) =>
      fireAt({ target, only, order: order.map(whole) }),
    )
  expect((await fired(only)).causes).toMatchObject([{ first: 'create.minimal[DATADOG]' }])
  expect((await fired(only.toReversed())).causes).toMatchObject([{ first: 'create.minimal[SLACK]' }])
})

test('portions send what a whole run sends', async () => {
  const sentBy = async (order: Parameters<typeof fireAt>[0]['order'] = []): Promise<readonly string[]> => {
    const sizes: string[] = []
    const report = await fireAt({ target: await listening(), only: [ANY], order, verbose: true })
    for (const { exchanges } of report.results)
      for (const { request } of exchanges) sizes.push(new URL(request.url).search)
    return sizes.toSorted()
  }
  expect(await sentBy([{ id: ANY, from: 7, to: 9 }, { id: ANY, from: 2, to: 4 }, whole(ANY)])).toEqual(await sentBy())
})

test('a property that the budget cuts has a result, and is told as shortened', async () => {
  const order = [{ id: ANY, from: 4, to: 5 }, whole(ANY)]
  const kill = (value: number) => [{ row: ANY, value, request: 1 }]
  const knownKills = { first: kill(4), below: kill(1), last: kill(6) }
  const report = await fireAt({ target: await listening(), only: [ANY], order, budget: { requests: 12 }, knownKills })
  expect(report).toMatchObject({ verdict: 'conforms', budget: { leftOut: [], shortened: [ANY] } })
  expect(report.results).toMatchObject([{ id: ANY, status: 'pass' }])
  expect(report.budget?.knownFaults).toEqual({ withinReach: 3, found: 1 })
})

test('cases that are skipped separate neither rows of one state nor portions of a property', async () => {
  const rows = ['maybe', 'on', 'off', 'null'].map((flag) => `query.flags[list,pretty=${flag}]`)
  const SKIPPED = 'credentials.none[list]'
  const portions = [2, 3, 4].map((from) => ({ id: ANY, from, to: from + 1 }))
  const apart = [...rows.map(whole), ...portions].flatMap((portion) => [portion, whole(SKIPPED)])
  const cost = async (order: NonNullable<Parameters<typeof fireAt>[0]['order']>): Promise<number> => {
    const { requests, results } = await fireAt({ target: await listening(), only: [...rows, SKIPPED, ANY], order })
    expect(results.map(({ status }) => status).toSorted()).toEqual(['pass', 'pass', 'pass', 'pass', 'pass', 'skip'])
    return requests.sent
  }
  expect(await cost(apart)).toBe(await cost([...rows.map(whole), ...portions, whole(SKIPPED)]))
})

test('a property that one lane shrinks is not begun by another lane', async () => {
  const history = 'history.any-order'
  // The other lane has other work until the first one has shrunk the property.
  const rows = selectCases(planCases(SUITES, CONTRACT, 1), ['create.**']).map(({ id }) => id)
  const faulty = faults.find(({ id }) => id === 'accepted.id-of-a-form')
  const groups = ['a', 'b'].map((digit) => digit.repeat(24))
  const results: string[] = []
  const report = await fireAt({
    target: await listening({ ...faulty?.options, overrides: faulty?.overrides ?? [], groups }),
    groups,
    only: [history, ...rows],
    order: [0, 1].map((from) => ({ id: history, from, to: from + 1 })),
    onEvent: (event) => {
      if (event.type === 'result') results.push(`${event.result.id} ${event.result.status}`)
    },
  })
  expect(results.filter((line) => line.startsWith(history))).toEqual([`${history} fail`])
  expect(report.verdict).toBe('violates')
})

test('after a batch with an accepted write, the row that was accepted is looked at first', async () => {
  const faulty = faults.find(({ id }) => id === 'query.flags-yes-and-no')
  const results: string[] = []
  await fireAt({
    target: await listening({ ...faulty?.options, overrides: faulty?.overrides ?? [] }),
    only: ['query.flags-of-update'],
    onEvent: (event) => {
      if (event.type === 'result') results.push(`${event.result.id} ${event.result.status}`)
    },
  })
  expect(results[0]).toBe('query.flags-of-update[pretty=on] fail')
  expect(results).toHaveLength(7)
})
