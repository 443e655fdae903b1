import type { Matrix, MatrixRow, MatrixServer } from '../../src/report/matrix.ts'
import { codeSpan, table } from '../text/markdown.ts'
import { cellText, countsText, matrixNotes, SECTIONS } from './matrix-wording.ts'
import { targetText } from '../text/wording.ts'

/** Renders implementations side by side as Markdown. */
export function renderMatrixMarkdown(matrix: Matrix): string {
  return [
    `# ${codeSpan(matrix.contract)}: ${matrix.servers.length} implementations side by side`,
    ...matrixNotes(matrix, codeSpan),
    table(
      ['implementation', 'verdict', 'must', 'should', 'cases passed', 'failed', 'skipped or inconclusive', 'target'],
      matrix.servers.map(serverRow),
    ),
    ...SECTIONS.flatMap(({ level, heading }) => {
      const rows = matrix.rows.filter((row) => row.level === level)
      if (rows.length === 0) return []
      const head = ['requirement', ...matrix.servers.map(({ name }) => codeSpan(name))]
      return [`## ${heading}`, table(head, rows.map(requirementRow))]
    }),
  ]
    .map((part) => `${part}\n`)
    .join('\n')
}

function serverRow(server: MatrixServer): readonly string[] {
  const { name, verdict, totals, reason } = server
  return [
    codeSpan(name),
    reason === undefined ? verdict : `${verdict}; ${codeSpan(reason)}`,
    countsText(server, 'must'),
    countsText(server, 'should'),
    String(totals.pass + totals.warn),
    String(totals.fail),
    String(totals.skip + totals.inconclusive),
    codeSpan(targetText(server)),
  ]
}

function requirementRow({ requirement, cells }: MatrixRow): readonly string[] {
  return [codeSpan(requirement), ...cells.map(cellText)]
}
