import type { CauseChange } from '../../src/report/cause-change.ts'
import type { CaseChange, ComparedRun, Diff } from '../../src/report/diff.ts'
import { diffSentence, diffNotes, slowerText } from './diff-wording.ts'
import { codeSpan, table } from '../text/markdown.ts'
import { versionText } from '../text/wording.ts'

/** The most rows of a table, and the most ids of a row. A comment on GitHub holds 64 KB. */
const [ROWS, IDS] = [50, 10]

/** Renders a comparison of two reports as Markdown, for a comment or a job summary. */
export function renderDiffMarkdown(diff: Diff): string {
  return [
    `## ${diff.regressions.length === 0 ? '✅' : '❌'} ${diffSentence(diff)}`,
    table(
      ['', 'target', 'contract', 'verdict', 'passed', 'failed', 'seed'],
      [runRow('from', diff.from), runRow('to', diff.to)],
    ),
    ...diffNotes(diff),
    ...causesPart('Regressions', diff.regressions),
    ...causesPart('Mended', diff.mended),
    ...causesPart('Changed evidence', diff.changed),
    ...casesPart('New cases', diff.new),
    ...casesPart('Gone cases', diff.gone),
    ...casesPart('No longer judged', diff.unjudged),
    ...(diff.slower.length === 0
      ? []
      : ['### Slower', diff.slower.map((one) => `- ${codeSpan(slowerText(one))}`).join('\n')]),
  ]
    .map((part) => `${part}\n`)
    .join('\n')
}

function runRow(name: string, { target, contract, verdict, totals, seed }: ComparedRun): readonly string[] {
  const version = `${contract.name} ${versionText(contract)}`
  return [name, codeSpan(target), codeSpan(version), verdict, String(totals.pass), String(totals.fail), String(seed)]
}

function causesPart(heading: string, changes: readonly CauseChange[]): readonly string[] {
  if (changes.length === 0) return []
  const rows = changes
    .slice(0, ROWS)
    .map(({ level, requirement, message, at, cases, was, replay }) => [
      `${level} ${codeSpan(requirement)}`,
      `${codeSpan(message)} at ${codeSpan(at)}${was === undefined ? '' : `, was ${codeSpan(was.message)} at ${codeSpan(was.at)}`}`,
      `${cases.length}: ${ids(cases)}`,
      replay === undefined ? '' : codeSpan(replay),
    ])
  const more = changes.length > ROWS ? [`and ${changes.length - ROWS} more`] : []
  return [`### ${heading} (${changes.length})`, table(['requirement', 'finding', 'cases', 'replay'], rows), ...more]
}

function casesPart(heading: string, cases: readonly CaseChange[]): readonly string[] {
  if (cases.length === 0) return []
  return [`### ${heading} (${cases.length})`, ids(cases.map(({ id, status }) => `${id}: ${status}`))]
}

function ids(all: readonly string[]): string {
  return [
    all.slice(0, IDS).map(codeSpan).join(', '),
    ...(all.length > IDS ? [`and ${all.length - IDS} more`] : []),
  ].join(' ')
}
