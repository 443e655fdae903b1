import { renderDiffMarkdown } from '../../../reporters/compared/diff-markdown.ts'
import { renderDiffPage } from '../../../reporters/compared/diff-page.ts'
import { renderDiffText } from '../../../reporters/compared/diff-text.ts'
import { escapeUnsafe } from '../../../reporters/json/json-text.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { type Diff, diffReports } from '../../report/diff.ts'
import type { Report } from '../../report/report.ts'
import { UserError } from '../../source/mistake.ts'
import type { DiffFlags } from '../flags/flags.ts'
import { readCheckedReport } from './read-checked-report.ts'

/**
 * Runs `conform diff` and returns its exit status: 1 for a regression, else 0.
 * @throws UserError for a report that cannot be read, or reports of two contracts.
 */
export async function printDiff(from: string, to: string, { format }: DiffFlags): Promise<0 | 1> {
  const [earlier, later] = [await readCheckedReport(from), await readCheckedReport(to)]
  refuseOtherContract(earlier, later)
  const diff = diffReports(earlier, later)
  process.stdout.write(render(diff, format))
  return diff.regressions.length === 0 ? 0 : 1
}

function render(diff: Diff, format: DiffFlags['format']): string {
  switch (format) {
    case 'text':
      return renderDiffText(diff, { color: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' })
    case 'markdown':
      return renderDiffMarkdown(diff)
    case 'json':
      return `${escapeUnsafe(JSON.stringify(diff, undefined, 2))}\n`
    case 'html':
      return renderDiffPage(diff)
  }
}

/** Reports of two contracts have no case in common. */
function refuseOtherContract({ contract: { name } }: Report, { contract: { name: other } }: Report): void {
  if (name === other) return
  throw new UserError(
    `expected two reports of one contract; the reports are of "${plainText(name)}" and "${plainText(other)}"`,
  )
}
