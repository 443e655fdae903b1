import type { Report } from '../src/report/report.ts'
import { counted } from './wording.ts'

/** Why the verdict is what it is, in words. Not yet safe to print: the target's name and the reason are in it. */
export function verdictSentence(report: Report): string {
  const { contract, target, verdict, reason } = report
  const subject = `${contract.name} ${contract.version} at ${target}`
  if (verdict === 'inconclusive') return `${subject}: ${reason ?? 'it could not be told'}`
  const said = verdict === 'violates' ? violations(report) : verifications(report)
  return `${subject}: ${said}${reason === undefined ? '' : `; ${reason}`}`
}

function violations({ causes: all, level }: Report): string {
  const causes = all.filter((cause) => cause.level === 'must' || cause.level === level)
  const requirements = new Set(causes.flatMap(({ requirement, also }) => [requirement, ...also]))
  const cases = new Set(causes.flatMap((cause) => cause.results))
  const seen = `${counted(cases.size, 'case')}, from ${counted(causes.length, 'cause')}`
  return `${counted(requirements.size, 'requirement')} violated in ${seen}`
}

function verifications({ requirements }: Report): string {
  const gating = requirements.filter(({ level, status }) => level !== 'observe' && status !== 'excluded')
  const verified = gating.filter(({ status }) => status === 'verified')
  return `${verified.length} of ${counted(gating.length, 'requirement')} verified, none of those that gate violated`
}
