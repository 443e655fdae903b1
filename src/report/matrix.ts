import type { Level } from '../contract/contract.ts'
import type { Report, RequirementResult, RequirementStatus, ReportedFinding } from './report.ts'

/** A report under the name of its implementation. */
export interface NamedReport {
  readonly name: string
  readonly report: Report
}

/** An implementation: a column of a matrix. */
export interface MatrixServer extends Pick<
  Report,
  'target' | 'embedded' | 'verdict' | 'reason' | 'startedAt' | 'seed' | 'totals'
> {
  readonly name: string
  readonly contract: Report['contract']
  /** The counts of requirements by level and status. */
  readonly counts: Readonly<Record<Level, Readonly<Partial<Record<RequirementStatus, number>>>>>
}

/** One requirement at one implementation. */
export interface MatrixCell {
  /** `absent`: the version of the contract does not have the requirement. */
  readonly status: RequirementStatus | 'absent'
  /** The count of cases that break the requirement. */
  readonly cases: number
  /** The message and the place of the first finding. */
  readonly message?: string
  readonly at?: string
  /** The reason for a status without a verdict. */
  readonly reason?: string
  /** True if a baseline knows each finding. */
  readonly known?: true
}

/** One requirement at all implementations. */
export interface MatrixRow {
  readonly requirement: string
  readonly level: Level
  readonly text: string
  /** In the order of the servers. */
  readonly cells: readonly MatrixCell[]
  /** True if the implementations have different statuses. */
  readonly differs: boolean
}

/** Implementations side by side: requirements in rows, servers in columns. */
export interface Matrix {
  readonly contract: string
  readonly servers: readonly MatrixServer[]
  /** In the order of the contract. */
  readonly rows: readonly MatrixRow[]
}

/** Sets reports of one contract side by side. A level is that of the last report that has the requirement. */
export function createMatrix(reports: readonly NamedReport[]): Matrix {
  const requirements = new Map<string, RequirementResult>()
  for (const { report } of reports) for (const one of report.requirements) requirements.set(one.id, one)
  const columns = reports.map(({ report }) => columnOf(report))
  return {
    contract: reports[0]?.report.contract.name ?? '',
    servers: reports.map(serverOf),
    rows: [...requirements.values()].map(({ id, level, text }) => {
      const cells = columns.map((column) => column(id))
      return { requirement: id, level, text, cells, differs: new Set(cells.map(({ status }) => status)).size > 1 }
    }),
  }
}

function serverOf({ name, report }: NamedReport): MatrixServer {
  const { target, embedded, verdict, reason, startedAt, seed, totals, contract, requirements } = report
  const counts: Record<Level, Partial<Record<RequirementStatus, number>>> = { must: {}, should: {}, observe: {} }
  for (const { level, status } of requirements) counts[level][status] = (counts[level][status] ?? 0) + 1
  const optional = { ...(embedded === undefined ? {} : { embedded }), ...(reason === undefined ? {} : { reason }) }
  return { name, target, ...optional, verdict, startedAt, seed, totals, contract, counts }
}

const ABSENT: MatrixCell = { status: 'absent', cases: 0 }

/** Finds the cell of a requirement. */
function columnOf({ requirements, results }: Report): (id: string) => MatrixCell {
  const found = new Map<string, { readonly first: ReportedFinding; readonly cases: Set<string>; isKnown: boolean }>()
  for (const { id, findings } of results)
    for (const finding of findings) {
      if (finding.level === 'observe') continue
      const { requirement } = finding
      const entry = found.get(requirement) ?? { first: finding, cases: new Set(), isKnown: true }
      found.set(requirement, entry)
      entry.cases.add(id)
      entry.isKnown &&= finding.known !== undefined
    }
  const statuses = new Map(requirements.map((one) => [one.id, one]))
  return (id) => {
    const requirement = statuses.get(id)
    if (requirement === undefined) return ABSENT
    const { status, reason } = requirement
    const broken = found.get(id)
    return {
      status,
      cases: broken?.cases.size ?? 0,
      ...(reason === undefined ? {} : { reason }),
      ...(broken === undefined ? {} : { message: broken.first.message, at: broken.first.at }),
      ...(broken?.isKnown === true ? { known: true } : {}),
    }
  }
}
