import { table } from '../tables.ts'
import type { Measured } from './measured.ts'
import type { Subject } from './subject.ts'

/** One row for each API and tool. A fault is found where a tool reports what it does not report at the server that conforms. */
export function renderMeasured(measured: readonly Measured[], subjects: readonly Subject[]): string {
  const tools = [...new Set(measured.map(({ tool }) => tool))]
  const rows = subjects.flatMap((subject) =>
    tools.map((tool) =>
      rowOf(
        measured.filter((one) => one.tool === tool && one.api === subject.name),
        subject,
        tool,
      ),
    ),
  )
  const head = ['API', 'tool', 'faults found', 'reports at the server that conforms', 'variants accused']
  return table([...head, 'requests', 'seconds', 'left behind'], rows)
}

function rowOf(own: readonly Measured[], subject: Subject, tool: string): readonly string[] {
  const plain = own.find(({ deviation }) => deviation === undefined)
  const accused = (ids: readonly string[]): string => {
    const tried = own.filter(({ deviation }) => deviation !== undefined && ids.includes(deviation))
    return tried.length === 0 ? '-' : `${tried.filter((one) => isNew(one, plain)).length} of ${tried.length}`
  }
  return [
    subject.name,
    tool,
    accused(subject.faults),
    plain === undefined ? '-' : reportsOf(plain),
    accused(subject.variants),
    plain === undefined ? '-' : String(plain.requests),
    plain === undefined ? '-' : plain.seconds.toFixed(0),
    plain === undefined ? '-' : String(plain.left),
  ]
}

function reportsOf({ failures, warnings = [] }: Measured): string {
  return warnings.length === 0 ? String(failures.length) : `${failures.length}, and ${warnings.length} warnings`
}

/** True if the tool says something that it does not say of the server that conforms. */
function isNew(one: Measured, plain: Measured | undefined): boolean {
  const known = new Set(reported(plain))
  return reported(one).some((failure) => !known.has(failure))
}

function reported(one: Measured | undefined): readonly string[] {
  return one === undefined ? [] : [...one.failures, ...(one.warnings ?? [])]
}

/** The faults that each tool misses, by API. */
export function renderMissed(measured: readonly Measured[], subjects: readonly Subject[]): string {
  const lines = subjects.flatMap(({ name, faults }) =>
    [...new Set(measured.map(({ tool }) => tool))].flatMap((tool) => {
      const own = measured.filter((one) => one.tool === tool && one.api === name)
      const plain = own.find(({ deviation }) => deviation === undefined)
      const missed = own.filter((one) => faults.includes(one.deviation ?? '') && !isNew(one, plain))
      return missed.length === 0 ? [] : [`- ${tool}: ${missed.map(({ deviation }) => `\`${deviation}\``).join(', ')}`]
    }),
  )
  return ['Missed faults:', '', ...lines, ''].join('\n')
}
