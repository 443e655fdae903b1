import type { Score } from './compete.ts'
import type { StartUp } from './start-up.ts'

/** Ratios to the first contestant, the floor, and the figures of the floor. */
export function renderWork(scores: readonly Score[], sizes: readonly number[]): string {
  const names = [...new Set(scores.map(({ name }) => name))]
  const of = (name: string, count: number | undefined): Score | undefined =>
    scores.find((score) => score.name === name && score.count === count && score.failed === undefined)
  const floor = names[0] ?? ''
  const least = sizes[0]
  const most = sizes.at(-1)
  const columns: readonly Column[] = [
    { head: 'first request', unit: 'ms', value: (name) => of(name, least)?.first },
    ...sizes.map((size): Column => ({ head: `${size} cases`, unit: 'ms', value: (name) => of(name, size)?.wall })),
    { head: 'one more case', unit: 'ms', value: (name) => slope(of(name, sizes.at(-2)), of(name, most)) },
    { head: `its CPU`, unit: 'ms', value: (name) => cpuSlope(of(name, sizes.at(-2)), of(name, most)) },
    { head: `memory at ${most}`, unit: 'MB', value: (name) => of(name, most)?.usage?.peak },
  ]
  const rows = names.map((name) => [name, ...columns.map((column) => cell(column, name, floor))])
  const failures = scores.flatMap(({ name, count, failed }) =>
    failed === undefined ? [] : [`${name}, ${count} cases ${failed}`],
  )
  return [table(['', ...columns.map(({ head }) => head)], rows), ...failures].join('\n')
}

interface Column {
  readonly head: string
  readonly unit: string
  readonly value: (name: string) => number | undefined
}

function cell({ unit, value }: Column, name: string, floor: string): string {
  const [own, base] = [value(name), value(floor)]
  if (own === undefined || base === undefined || Number.isNaN(own)) return '-'
  const absolute = `${digits(own)} ${unit}`
  return name === floor ? absolute : `${(own / base).toFixed(2)}× (${absolute})`
}

function digits(value: number): string {
  if (value >= 100) return String(Math.round(value))
  return value >= 10 ? value.toFixed(1) : value.toFixed(3)
}

function slope(fewer: Score | undefined, more: Score | undefined): number | undefined {
  if (fewer === undefined || more === undefined || fewer.count === more.count) return undefined
  return (more.wall - fewer.wall) / (more.count - fewer.count)
}

function cpuSlope(fewer: Score | undefined, more: Score | undefined): number | undefined {
  if (fewer?.usage === undefined || more?.usage === undefined || fewer.count === more.count) return undefined
  return (more.usage.cpu - fewer.usage.cpu) / (more.count - fewer.count)
}

export function renderStartUp(measured: readonly StartUp[]): string {
  const empty = measured[0]?.milliseconds ?? Number.NaN
  const rows = measured.map(({ name, milliseconds, imports }) => [
    name,
    `${(milliseconds / empty).toFixed(2)}×`,
    `${Math.round(milliseconds)} ms`,
    imports.map(([module, files]) => `${module} ${files}`).join(', '),
  ])
  return table(['start-up', 'ratio', 'median', 'files loaded'], rows)
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
