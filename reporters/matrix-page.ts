import type { Matrix, MatrixCell, MatrixRow, MatrixServer } from '../src/report/matrix.ts'
import { MATRIX_STYLE } from './matrix-style.ts'
import { cellText, countsText, matrixNotes, remarkOf, SECTIONS } from './matrix-wording.ts'
import { cut, plainText } from './plain-text.ts'
import { counted, targetText } from './wording.ts'

/** The longest text of a server, in characters. */
const LONGEST = 400

/** Renders implementations side by side as one HTML file without scripts and without requests. Text of a server is inert. */
export function renderMatrixPage(matrix: Matrix): string {
  const title = `${text(matrix.contract)}: ${counted(matrix.servers.length, 'implementation')} side by side`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${MATRIX_STYLE}</style>
</head>
<body>
<h1>${title}</h1>
${matrixNotes(matrix)
  .map((note) => `<p>${text(note)}</p>\n`)
  .join('')}${serversTable(matrix)}
<input type="checkbox" id="differences"><label for="differences">only requirements in which the implementations differ</label>
${SECTIONS.map(({ level, heading }) =>
  section(
    heading,
    matrix.rows.filter((row) => row.level === level),
    matrix,
  ),
).join('')}</body>
</html>
`
}

function serversTable({ servers }: Matrix): string {
  const head = ['implementation', 'verdict', 'must', 'should', 'cases', 'run']
  return `<table>
<caption>Implementations</caption>
<thead><tr>${head.map(columnHead).join('')}</tr></thead>
<tbody>
${servers.map(serverRow).join('\n')}
</tbody>
</table>`
}

function serverRow(server: MatrixServer): string {
  const { name, verdict, reason, totals, startedAt, seed, contract } = server
  const { pass, fail, warn, skip, inconclusive } = totals
  const cells = [
    `<strong class="${verdict}">${verdict}</strong>${reason === undefined ? '' : `<br>${text(reason)}`}`,
    countsText(server, 'must'),
    countsText(server, 'should'),
    `${pass} passed, ${warn} warned, ${fail} failed, ${skip} skipped, ${inconclusive} inconclusive`,
    `${text(targetText(server))}<br>${text(`${contract.version}, ${startedAt}, seed ${seed}`)}`,
  ]
  return `<tr><th scope="row">${text(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

function section(heading: string, rows: readonly MatrixRow[], { servers }: Matrix): string {
  if (rows.length === 0) return ''
  return `<table class="matrix">
<caption>${heading} (${counted(rows.length, 'requirement')})</caption>
<thead><tr>${['requirement', ...servers.map(({ name }) => name)].map(columnHead).join('')}</tr></thead>
<tbody>
${rows.map(requirementRow).join('\n')}
</tbody>
</table>
`
}

function requirementRow({ requirement, text: sentence, cells, differs }: MatrixRow): string {
  const head = `<th scope="row" id="${text(requirement)}"><code>${text(requirement)}</code><p>${text(sentence)}</p></th>`
  return `<tr${differs ? '' : ' class="same"'}>${head}${cells.map(cellOf).join('')}</tr>`
}

function cellOf(cell: MatrixCell): string {
  const remark = remarkOf(cell)
  const shown = text(cellText(cell))
  const content = remark === undefined ? shown : `<details><summary>${shown}</summary>${text(remark)}</details>`
  return `<td class="${cell.status}">${content}</td>`
}

function columnHead(name: string): string {
  return `<th scope="col">${text(name)}</th>`
}

/** Text as inert HTML, in content and in attributes with double quotes. */
function text(given: string): string {
  return cut(plainText(given), LONGEST).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}
