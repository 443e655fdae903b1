import type { CaseChange, Diff } from '../../src/report/diff.ts'
import { plainText } from '../text/plain-text.ts'
import { counted, duration, versionText } from '../text/wording.ts'

/** The outcome of a comparison as a sentence. */
export function diffSentence({ regressions, mended, changed }: Diff): string {
  const parts = [
    regressions.length === 0 ? 'no regression' : extent(regressions, 'regression'),
    ...(mended.length === 0 ? [] : [`${extent(mended, 'cause')} mended`]),
    ...(changed.length === 0 ? [] : [`${extent(changed, 'cause')} with other evidence`]),
  ]
  return parts.join('; ')
}

function extent(changes: Diff['regressions'], noun: string): string {
  const cases = new Set(changes.flatMap((change) => change.cases))
  return `${counted(changes.length, noun)} in ${counted(cases.size, 'case')}`
}

/** Sentences about runs with different values or versions. */
export function diffNotes({ from, to }: Diff): readonly string[] {
  return [
    ...(from.seed === to.seed
      ? []
      : ['the seeds differ: a drawn value may show a fault that was there before; --seed repeats the values of a run']),
    ...(versionText(from.contract) === versionText(to.contract) && from.tool.version === to.tool.version
      ? []
      : ['the versions of the contract or of the tool differ: a case may find more than before']),
  ]
}

/** A case with its status, and with the reason for a status without a verdict. Text of a server, to be escaped. */
export function caseText({ id, status, reason }: CaseChange): string {
  return `${id}: ${status}${reason === undefined ? '' : `, ${reason}`}`
}

/** `create: median 12 ms (was 4 ms), 95th percentile 30 ms (was 9 ms)` */
export function slowerText({ operation, from, to }: Diff['slower'][number]): string {
  const median = `median ${duration(to.medianMs)} (was ${duration(from.medianMs)})`
  return `${plainText(operation)}: ${median}, 95th percentile ${duration(to.p95Ms)} (was ${duration(from.p95Ms)})`
}
