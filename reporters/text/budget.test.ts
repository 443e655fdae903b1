import { expect, test } from 'vitest'
import { withinBudget } from '../../src/report/budget-text.ts'
import type { BudgetReport } from '../../src/report/budget-report.ts'
import type { Report } from '../../src/report/report.ts'
import { budgetSentences, budgetText } from './budget.ts'
import { junit } from '../junit.ts'
import { renderJobSummary } from './job-summary.ts'
import { render, SAMPLE } from '../sample-report.test-support.ts'
import { spec } from '../spec.ts'
import { verdictSentence } from './verdict-sentence.ts'

const BUDGET: BudgetReport = {
  requests: 2000,
  leftOut: ['b.one', 'b.two'],
  shortened: ['p.any'],
  knownFaults: { withinReach: 1870, found: 1838 },
}
const CUT: Report = { ...SAMPLE, verdict: 'conforms', causes: [], budget: BUDGET }

test('a budget is told in requests or in time', () => {
  expect([budgetText({ requests: 2000 }), budgetText({ requests: 1 }), budgetText({ ms: 90_000 })]).toEqual([
    '2,000 requests',
    '1 request',
    '90 s',
  ])
})

test.each([{ requests: 1 }, { requests: 1_234_567 }, { ms: 1500 }, { requests: 2000, ms: 60_000 }])(
  'a budget is told in the words of the reasons in the report: %o',
  (limit) => {
    expect(withinBudget(limit)).toBe(`not reached within the budget of ${budgetText(limit)}`)
  },
)

test('the part that is left out and the known faults are told', () => {
  expect(budgetSentences(BUDGET)).toEqual([
    '2 cases left out, 1 case tried with some values only',
    'of the 1,870 known faults of test servers within reach of these credentials, this selection finds 1,838',
  ])
  expect(budgetSentences({ ms: 1, leftOut: [], shortened: [] })).toEqual(['nothing left out'])
})

test('the verdict names the budget, and every summary tells what is left out', () => {
  expect(verdictSentence(CUT)).toContain(', within the budget of 2,000 requests: ')
  const text = render(spec, CUT).join('')
  expect(text).toContain(
    'Budget of 2,000 requests\n  2 cases left out, 1 case tried with some values only\n  of the 1,870 ',
  )
  expect(text).toContain(', 2 left out; ')
  expect(renderJobSummary(CUT)).toContain('### Budget of 2,000 requests\n\n2 cases left out')
  const xml = render(junit, CUT).join('')
  expect(xml).toContain('<property name="budget" value="2,000 requests"/>')
  expect(xml).toContain('<property name="budget.leftOut" value="2"/>')
  expect(xml).toContain('<property name="budget.knownFaults.found" value="1838"/>')
})
