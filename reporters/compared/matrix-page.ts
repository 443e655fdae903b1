import type { Matrix, MatrixCell, MatrixRow, MatrixServer } from '../../src/report/matrix.ts'
import { cellText, countsText, matrixNotes, remarkOf, SECTIONS } from './matrix-wording.ts'
import { inertText, staticPage, wideTable } from '../text/static-page.ts'
import { counted, targetText, versionText } from '../text/wording.ts'

/** Renders implementations side by side as one HTML file. Text of a server is inert. */
export function renderMatrixPage(matrix: Matrix): string {
  const title = `${inertText(matrix.contract)}: ${counted(matrix.servers.length, 'implementation')} side by side`
  const notes = matrixNotes(matrix, (version) => inertText(version)).map((note) => `<p>${note}</p>\n`)
  const sections = SECTIONS.map(({ level, heading }) =>
    section(
      heading,
      matrix.rows.filter((row) => row.level === level),
      matrix,
    ),
  )
  const only = `<input type="checkbox" id="differences"><label for="differences">only requirements in which the implementations differ</label>\n`
  return staticPage(title, `${notes.join('')}${serversTable(matrix)}${only}${sections.join('')}`)
}

function serversTable({ servers }: Matrix): string {
  const head = ['implementation', 'verdict', 'must', 'should', 'cases', 'run']
  const rows = `<thead><tr>${head.map(columnHead).join('')}</tr></thead>
<tbody>
${servers.map(serverRow).join('\n')}
</tbody>`
  return wideTable('Implementations', rows)
}

function serverRow(server: MatrixServer): string {
  const { name, verdict, reason, totals, startedAt, seed, contract } = server
  const { pass, fail, warn, skip, inconclusive } = totals
  const cells = [
    `<strong class="${verdict}">${verdict}</strong>${reason === undefined ? '' : `<br>${inertText(reason)}`}`,
    countsText(server, 'must'),
    countsText(server, 'should'),
    `${pass} passed, ${warn} warned, ${fail} failed, ${skip} skipped, ${inconclusive} inconclusive`,
    `${inertText(targetText(server))}<br>${inertText(`${versionText(contract)}, ${startedAt}, seed ${seed}`)}`,
  ]
  return `<tr><th scope="row">${inertText(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

function section(heading: string, rows: readonly MatrixRow[], { servers }: Matrix): string {
  if (rows.length === 0) return ''
  const head = ['requirement', ...servers.map(({ name }) => name)].map(columnHead).join('')
  const body = `<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(requirementRow).join('\n')}
</tbody>`
  return wideTable(`${heading} (${counted(rows.length, 'requirement')})`, body, 'matrix')
}

function requirementRow({ requirement, text: sentence, cells, differs }: MatrixRow): string {
  const head = `<th scope="row" id="${inertText(requirement)}"><code>${inertText(requirement)}</code><p>${inertText(sentence)}</p></th>`
  return `<tr${differs ? '' : ' class="same"'}>${head}${cells.map(cellOf).join('')}</tr>`
}

function cellOf(cell: MatrixCell): string {
  const remark = remarkOf(cell)
  const shown = inertText(cellText(cell))
  const content = remark === undefined ? shown : `<details><summary>${shown}</summary>${inertText(remark)}</details>`
  return `<td class="${cell.status}">${content}</td>`
}

function columnHead(name: string): string {
  return `<th scope="col">${inertText(name)}</th>`
}
