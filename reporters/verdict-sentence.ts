import type { Report } from '../src/report/report.ts'
import { budgetText } from './budget.ts'
import { counted, grouped, targetText } from './wording.ts'

/** Returns the reason of the verdict as a sentence. The text holds text of the target, so the caller must escape the sentence. */
export function verdictSentence(report: Report): string {
  const { contract, verdict, reason } = report
  const version = contract.asOf === undefined ? contract.version : `${contract.version} as of ${contract.asOf}`
  const budget = report.budget === undefined ? '' : `, within the budget of ${budgetText(report.budget)}`
  const subject = `${contract.name} ${version} at ${targetText(report)}${budget}`
  if (verdict === 'inconclusive') return `${subject}: ${reason ?? 'the reason is unknown'}`
  const summary = verdict === 'violates' ? violations(report) : verifications(report)
  return `${subject}: ${summary}${reason === undefined ? '' : `; ${reason}`}`
}

function violations({ causes: all, level, requirements: known }: Report): string {
  const causes = all.filter((cause) => cause.level === 'must' || (cause.level === level && cause.coming === undefined))
  // A cause may also hold findings of a lower level.
  const lower = new Set(known.filter((each) => each.level !== 'must' && each.level !== level).map(({ id }) => id))
  const requirements = new Set(causes.flatMap(({ requirement, also }) => [requirement, ...also]))
  for (const id of lower) requirements.delete(id)
  const cases = new Set(causes.flatMap((cause) => cause.results))
  const extent = `${counted(cases.size, 'case')}, from ${counted(causes.length, 'cause')}`
  return `${counted(requirements.size, 'requirement')} violated in ${extent}`
}

function verifications({ requirements }: Report): string {
  const gating = requirements.filter(({ level, status }) => level !== 'observe' && status !== 'excluded')
  const verified = gating.filter(({ status }) => status === 'verified')
  const others = requirements.filter(({ level, selected }) => level !== 'observe' && selected === false).length
  const rest = others === 0 ? '' : `; ${grouped(others)} not selected`
  return `${verified.length} of ${counted(gating.length, 'requirement')} verified, no gating requirement violated${rest}`
}
