import { counted, groupBy } from '../../../reporters/text/wording.ts'
import type { Bundle } from '../../bundle/bundle.ts'
import type { PlannedLaw } from '../../law/plan-laws.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import type { Suite } from '../../suite/suite.ts'
import type { AnyPlan } from './plan-any.ts'

/** A block of a listing. */
interface Section {
  /** The name of a suite, and what it is about. */
  readonly head: string
  readonly cases: readonly PlannedCase[]
}

/**
 * The cases as an implementer reads them: a block a suite, those of the operations first, then those of other topics. Laws stand before
 * cases of files, and those that lack a fact last, with the reason. `rows`: true if each row has its own line.
 */
export function caseLines({ bundle, cases, laws }: AnyPlan, { rows }: { readonly rows: boolean }): readonly string[] {
  const open = (laws?.cases ?? []).filter((one) => one.open !== undefined)
  const unverified = new Set(open.map(({ planned }) => planned.id))
  const listed = cases.filter(({ id }) => !unverified.has(id))
  const templates = groupBy(listed, ({ template }) => template)
  const width = Math.min(48, Math.max(...templates.map(([id]) => id.length), 0))
  const digits = Math.max(...templates.map(([, own]) => rowsText(own).length), 0)
  const sections = laws === undefined ? suiteSections(bundle, listed) : lawSections(laws.cases, unverified)
  return [
    ...sections.flatMap((section) => sectionLines(section, { rows, width, digits })),
    ...openLines(open),
    [counted(listed.length, 'case'), ...(open.length === 0 ? [] : [`${open.length} not verified`])].join(', '),
  ]
}

function suiteSections(bundle: Bundle, cases: readonly PlannedCase[]): readonly Section[] {
  // A suite that another takes the place of keeps its invariants alone.
  const suites = suitesInOrder(bundle).filter((suite) => suite.cases.length > 0)
  return suites.map(({ name, about, file }) => ({
    head: `${name}: ${about}`,
    cases: cases.filter(({ location }) => location.file === file),
  }))
}

function suitesInOrder({ suites, contract }: Bundle): readonly Suite[] {
  const roles = Object.keys(contract.resource.operations)
  const place = ({ name }: Suite): number => (roles.includes(name) ? roles.indexOf(name) : roles.length)
  return suites.toSorted((one, other) => place(one) - place(other))
}

function lawSections(laws: readonly PlannedLaw[], unverified: ReadonlySet<string>): readonly Section[] {
  const listed = laws.filter(({ planned }) => !unverified.has(planned.id))
  return groupBy(listed, headOf).map(([head, own]) => ({ head, cases: own.map(({ planned }) => planned) }))
}

function headOf({ law }: PlannedLaw): string {
  if (!('check' in law)) return 'answers: laws that each answer is held to'
  return law.declared?.written.suite ?? 'laws: sentences that hold for each resource with certain facts'
}

interface Columns {
  readonly rows: boolean
  readonly width: number
  readonly digits: number
}

function sectionLines({ head, cases }: Section, columns: Columns): readonly string[] {
  if (cases.length === 0) return []
  const lines = groupBy(cases, ({ template }) => template).flatMap(([id, own]) => templateLines(id, own, columns))
  return [head, '', ...lines, '']
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

function openLines(open: readonly PlannedLaw[]): readonly string[] {
  if (open.length === 0) return []
  const width = Math.max(...open.map(({ planned }) => planned.id.length))
  const lines = open.map(({ planned, open: reason = '' }) => `  ${planned.id.padEnd(width)}  ${reason}`)
  return ['not verified: a fact is missing, or another than the law asks for', '', ...lines, '']
}
