import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { renderMatrixMarkdown } from '../../../reporters/compared/matrix-markdown.ts'
import { renderMatrixPage } from '../../../reporters/compared/matrix-page.ts'
import { plainText } from '../../../reporters/text/plain-text.ts'
import { createMatrix, type NamedReport } from '../../report/matrix.ts'
import { UserError } from '../../source/mistake.ts'
import type { MatrixFlags } from '../flags/flags.ts'
import { readCheckedReport } from './read-checked-report.ts'

/**
 * Runs `conform matrix`: prints the reports side by side.
 * @throws UserError for a report that cannot be read, for reports of two contracts, or for a name that two servers share.
 */
export async function printMatrix(given: readonly string[], { format }: MatrixFlags): Promise<void> {
  const named: NamedReport[] = []
  for (const one of given) named.push(await readNamed(one))
  refuseSharedName(named)
  refuseOtherContract(named)
  const matrix = createMatrix(named)
  process.stdout.write(format === 'html' ? renderMatrixPage(matrix) : renderMatrixMarkdown(matrix))
}

/** Reads `FILE` or `NAME=FILE`. The name of an existing file may hold the sign. */
async function readNamed(given: string): Promise<NamedReport> {
  const [, name = '', file = ''] = /^([^=]+)=(.+)$/.exec(given) ?? []
  if (name === '' || existsSync(given))
    return { name: basename(given, '.json'), report: await readCheckedReport(given) }
  return { name, report: await readCheckedReport(file) }
}

function refuseSharedName(reports: readonly NamedReport[]): void {
  const names = reports.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw new UserError(`two reports are called "${plainText(twice)}"; give them names: NAME=FILE`)
}

function refuseOtherContract([first, ...others]: readonly NamedReport[]): void {
  const contract = first?.report.contract.name
  const other = others.find(({ report }) => report.contract.name !== contract)
  if (first === undefined || other === undefined) return
  throw new UserError(
    `expected reports of one contract; "${plainText(first.name)}" is of "${plainText(contract ?? '')}" and "${plainText(other.name)}" of "${plainText(other.report.contract.name)}"`,
  )
}
