import type { CaseChange, ComparedRun, Diff } from '../../src/report/diff.ts'
import type { CauseChange } from '../../src/report/cause-change.ts'
import { diffSentence, diffNotes, slowerText } from './diff-wording.ts'
import { plainText, shortPlainText } from '../text/plain-text.ts'
import { createStyles, type Styles } from '../text/styles.ts'
import { counted, groupBy, largestFirst, named, versionText } from '../text/wording.ts'

/** The most ids of a line. */
const IDS = 5
/** The longest message, in characters. */
const LONGEST = 200

/** Renders a comparison of two reports for a terminal. */
export function renderDiffText(diff: Diff, options: { readonly color: boolean }): string {
  const styles = createStyles(options)
  const parts = [
    [`from  ${runText(diff.from)}`, `to    ${runText(diff.to)}`, ...diffNotes(diff).map((note) => `note  ${note}`)],
    causesPart('Regressions', diff.regressions, styles),
    causesPart('Mended', diff.mended, styles),
    causesPart('Changed evidence', diff.changed, styles),
    casesPart('New cases', diff.new, styles),
    casesPart('Gone cases', diff.gone, styles),
    casesPart('No longer judged', diff.unjudged, styles),
    slowerPart(diff, styles),
    [`${styles.status(diff.regressions.length === 0 ? 'pass' : 'fail')} ${diffSentence(diff)}`],
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n')
}

function runText({ target, contract, startedAt, seed, verdict }: ComparedRun): string {
  return plainText(`${verdict}, ${target}, ${contract.name} ${versionText(contract)}, ${startedAt}, seed ${seed}`)
}

function causesPart(heading: string, changes: readonly CauseChange[], styles: Styles): readonly string[] {
  if (changes.length === 0) return []
  return [styles.title(`${heading} (${counted(changes.length, 'cause')})`), ...changes.flatMap(causeLines)]
}

function causeLines({ level, requirement, message, at, cases, replay, was }: CauseChange): readonly string[] {
  return [
    `  ${level} ${shortPlainText(`${requirement}: ${message}`, LONGEST)}`,
    `    at ${shortPlainText(at, LONGEST)}`,
    ...(was === undefined
      ? []
      : [`    was: ${shortPlainText(was.message, LONGEST)}, at ${shortPlainText(was.at, LONGEST)}`]),
    `    ${counted(cases.length, 'case')}: ${shortPlainText(named(cases, IDS), LONGEST)}`,
    ...(replay === undefined ? [] : [`    replay: ${plainText(replay)}`]),
  ]
}

function casesPart(heading: string, cases: readonly CaseChange[], styles: Styles): readonly string[] {
  if (cases.length === 0) return []
  const groups = largestFirst(
    groupBy(cases, ({ status, reason }) => (reason === undefined ? status : `${status}: ${reason}`)),
  )
  return [
    styles.title(`${heading} (${cases.length})`),
    ...groups.map(([why, group]) => {
      const ids = group.map(({ id }) => id)
      return `  ${group.length} × ${shortPlainText(why, LONGEST)}: ${shortPlainText(named(ids, IDS), LONGEST)}`
    }),
  ]
}

function slowerPart({ slower }: Diff, styles: Styles): readonly string[] {
  if (slower.length === 0) return []
  return [
    styles.title(`Slower (${counted(slower.length, 'operation')})`),
    ...slower.map((one) => `  ${slowerText(one)}`),
  ]
}
