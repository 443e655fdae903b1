import { counted, groupBy } from '../../reporters/wording.ts'
import type { Contract } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Suite } from '../suite/suite.ts'

export interface Listing {
  readonly cases: readonly PlannedCase[]
  readonly suites: readonly Suite[]
  readonly contract: Contract
  /** True if each row has its own line. */
  readonly rows: boolean
}

/** The cases as an implementer reads them: a block a suite, those of the operations first, then those of other topics. */
export function caseLines(listing: Listing): readonly string[] {
  const { cases } = listing
  const templates = groupBy(cases, ({ template }) => template)
  const width = Math.min(48, Math.max(...templates.map(([id]) => id.length)))
  const columns = { ...listing, width, digits: Math.max(...templates.map(([, rows]) => rowsText(rows).length)) }
  return [...suitesInOrder(listing).flatMap((suite) => suiteLines(suite, columns)), counted(cases.length, 'case')]
}

function suitesInOrder({ suites, contract }: Listing): readonly Suite[] {
  const roles = Object.keys(contract.resource.operations)
  const place = ({ name }: Suite): number => (roles.includes(name) ? roles.indexOf(name) : roles.length)
  return suites.toSorted((one, other) => place(one) - place(other))
}

interface Columns extends Listing {
  readonly width: number
  readonly digits: number
}

function suiteLines({ name, about, file, cases }: Suite, columns: Columns): readonly string[] {
  const own = columns.cases.filter(({ location }) => location.file === file)
  // Of a contract's suites that others take the place of, the invariants alone are left.
  if (cases.length === 0 || own.length === 0) return []
  const lines = groupBy(own, ({ template }) => template).flatMap(([id, rows]) => templateLines(id, rows, columns))
  return [`${name}: ${about}`, '', ...lines, '']
}

function templateLines(id: string, rows: readonly PlannedCase[], columns: Columns): readonly string[] {
  const [{ title, level } = { title: '', level: '' }] = rows
  const head = `  ${id.padEnd(columns.width)}  ${level.padEnd(7)}  ${rowsText(rows).padEnd(columns.digits)}  ${title}`
  const named = rows.filter((row) => row.id !== id)
  return columns.rows ? [head, ...named.map((row) => `    ${row.id}`)] : [head]
}

function rowsText(rows: readonly PlannedCase[]): string {
  return rows.some(({ id, template }) => id !== template) ? counted(rows.length, 'case') : ''
}
