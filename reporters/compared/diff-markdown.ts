import type { CauseChange } from '../../src/report/cause-change.ts'
import type { CaseChange, ComparedRun, Diff } from '../../src/report/diff.ts'
import { caseText, diffSentence, diffNotes, slowerText } from './diff-wording.ts'
import { codeSpan, table } from '../text/markdown.ts'
import { fitting, shortTable } from '../text/short-table.ts'
import { grouped, versionText } from '../text/wording.ts'

/** The most ids of a row or a list. */
const IDS = 10
/** The most characters of a table of causes and of a list. A comment on GitHub has at most 65,536 characters. */
const CHARACTERS = { causes: 13_000, list: 3_000 }

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
    ...slowerPart(diff),
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
  const rows = changes.map(({ level, requirement, message, at, cases, was, replay }) => [
    `${level} ${codeSpan(requirement)}`,
    `${codeSpan(message)} at ${codeSpan(at)}${was === undefined ? '' : `, was ${codeSpan(was.message)} at ${codeSpan(was.at)}`}`,
    `${cases.length}: ${listed(cases)}`,
    replay === undefined ? '' : codeSpan(replay),
  ])
  return [
    `### ${heading} (${changes.length})`,
    ...shortTable(['requirement', 'finding', 'cases', 'replay'], rows, {
      most: CHARACTERS.causes,
      whole: 'the HTML and JSON comparisons',
    }),
  ]
}

function casesPart(heading: string, cases: readonly CaseChange[]): readonly string[] {
  return cases.length === 0 ? [] : [`### ${heading} (${cases.length})`, listed(cases.map(caseText))]
}

function slowerPart({ slower }: Diff): readonly string[] {
  if (slower.length === 0) return []
  const lines = slower.map((one) => `- ${codeSpan(slowerText(one))}`)
  const shown = fitting(lines, CHARACTERS.list)
  return ['### Slower', [...shown, ...restOf(lines, shown).map((rest) => `- ${rest}`)].join('\n')]
}

/** The first texts as code, and the count of the others. */
function listed(all: readonly string[]): string {
  const shown = fitting(all.slice(0, IDS).map(codeSpan), CHARACTERS.list)
  return [shown.join(', '), ...restOf(all, shown)].join(' ')
}

function restOf(all: readonly string[], shown: readonly string[]): readonly string[] {
  return all.length > shown.length ? [`and ${grouped(all.length - shown.length)} more`] : []
}
