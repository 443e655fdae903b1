import type { Report } from '../../src/report/report.ts'
import { budgetText } from './budget.ts'
import { gatingCauses } from './gating-causes.ts'
import { violatedRequirements } from './violated-requirements.ts'
import { counted, grouped, named, placeText, resultNoun, versionText } from './wording.ts'

/** Returns the reason of the verdict as a sentence. The text holds text of the target, so the caller must escape the sentence. */
export function verdictSentence(report: Report): string {
  const { contract, verdict, reason } = report
  const budget = report.budget === undefined ? '' : `, within the budget of ${budgetText(report.budget)}`
  const shard = report.shard === undefined ? '' : `, shard ${report.shard.index}/${report.shard.of}`
  const subject = `${contract.name} ${versionText(contract)} ${placeText(report)}${shard}${budget}`
  if (verdict === 'inconclusive') return `${subject}: ${reason ?? 'the reason is unknown'}`
  const summary = verdict === 'violates' ? violations(report) : verifications(report)
  const parts = [summary, ...onlyReadText(report), ...knownText(report), ...(reason === undefined ? [] : [reason])]
  return `${subject}: ${parts.join('; ')}`
}

/** The resources that a verdict names, as a count. */
const MOST_NAMED = 3

/** `only reads of list and todo`, where a run of laws may not write all resources. */
function onlyReadText({ onlyRead }: Report): readonly string[] {
  return onlyRead === undefined ? [] : [`only reads of ${named(onlyRead.resources, MOST_NAMED)}`]
}

/** `12 cases fail as known, by 3 entries of conform.baseline.yaml`, where there are any. */
function knownText({ baseline, results }: Report): readonly string[] {
  const cases = results.filter(({ known }) => known !== undefined).length
  if (baseline === undefined || cases === 0) return []
  const entries = baseline.entries.filter(({ failing }) => failing.length > 0).length
  const verb = cases === 1 ? 'fails' : 'fail'
  const noun = entries === 1 ? '1 entry' : `${grouped(entries)} entries`
  return [`${counted(cases, 'case')} ${verb} as known, by ${noun} of ${baseline.file}`]
}

function violations(report: Report): string {
  const { causes: all, level, results, baseline } = report
  const causes = gatingCauses(report)
  if (baseline !== undefined && causes.length === 0) return 'no new finding'
  const cases = new Set(causes.flatMap((cause) => cause.results))
  for (const result of results) if (result.known !== undefined) cases.delete(result.id)
  const extent = `${counted(cases.size, resultNoun(report))}, from ${counted(causes.length, 'cause')}`
  const others = all.filter((cause) => cause.known === undefined && cause.level === 'should' && !causes.includes(cause))
  const rest = others.length === 0 ? '' : ` of ${level} (and ${grouped(others.length)} of should)`
  return `${counted(violatedRequirements(report).size, 'requirement')} violated in ${extent}${rest}`
}

function verifications({ requirements, baseline, recorded, results }: Report): string {
  const gating = requirements.filter(({ level, status }) => level !== 'observe' && status !== 'excluded')
  const verified = gating.filter(({ status }) => status === 'verified')
  const others = requirements.filter(({ level, selected }) => level !== 'observe' && selected === false).length
  const rest = others === 0 ? '' : `; ${grouped(others)} not selected`
  const news = baseline === undefined ? 'no gating requirement violated' : 'no new finding'
  if (recorded === true)
    return `${counted(results.length, 'exchange')} judged by ${counted(verified.length, 'requirement')}, ${news}${others === 0 ? '' : `; ${grouped(others)} not seen in the recording`}`
  const violated = gating.filter(({ level, status }) => level === 'should' && status === 'violated').length
  const warned = violated === 0 ? '' : `, ${grouped(violated)} of should violated`
  return `${verified.length} of ${counted(gating.length, 'requirement')} verified${warned}, ${news}${rest}`
}

/** The subject of a verdict: all of the contract, the cases that a run was narrowed to, or a recording. */
export type VerdictSubject = 'whole' | 'selection' | 'recording'

/** Returns the subject of the verdict of a report. */
export function verdictSubject({
  requirements,
  recorded,
  onlyRead,
}: Pick<Report, 'requirements' | 'recorded' | 'onlyRead'>): VerdictSubject {
  if (recorded === true) return 'recording'
  return onlyRead !== undefined || requirements.some(({ selected }) => selected === false) ? 'selection' : 'whole'
}
