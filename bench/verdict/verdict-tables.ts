import { median } from '../measure.ts'
import { table } from '../tables.ts'
import type { DrawnFault } from './draw-by-theme.ts'
import type { Outcome } from './outcome.ts'
import { minutesAtRate, secondsAt, type WholeRun } from './whole-runs.ts'

/** The requests of a run that is made at each save. */
const SHORT = 2000

/** A line for each tool: what it found, and what the first failure cost. */
export function renderTools(tools: readonly string[], outcomes: readonly Outcome[]): string {
  const rows = tools.flatMap((tool) => {
    const own = outcomes.filter((one) => one.tool === tool)
    return own.length === 0 ? [] : [[tool, ...costs(own, own.length)]]
  })
  return table(HEAD, rows)
}

/** The tools beside each other, at the faults that all of them find. */
export function renderCommon(tools: readonly string[], outcomes: readonly Outcome[]): string {
  const found = tools.map((tool) => outcomes.filter((one) => one.tool === tool && one.found))
  const common = (found[0] ?? [])
    .map(({ fault }) => fault)
    .filter((fault) => found.every((own) => own.some((one) => one.fault === fault)))
  const rows = tools.map((tool, index) => [
    tool,
    ...costs(
      (found[index] ?? []).filter(({ fault }) => common.includes(fault)),
      common.length,
    ),
  ])
  return table([`the ${common.length} that both find`, ...HEAD.slice(1)], rows)
}

const HEAD = [
  '',
  'found',
  'requests to the first failure: median',
  '90 %',
  'most',
  `within ${SHORT}`,
  'seconds: median',
  'of all',
]

function costs(outcomes: readonly Outcome[], total: number): readonly string[] {
  const found = outcomes.filter((one) => one.found)
  const requests = found.map((one) => one.requests).toSorted((a, b) => a - b)
  const at = (share: number): number | undefined => requests[Math.ceil(share * requests.length) - 1]
  return [
    `${found.length} of ${total}`,
    ...[requests.length === 0 ? undefined : median(requests), at(0.9), at(1)].map((value) => String(value ?? '-')),
    String(requests.filter((count) => count <= SHORT).length),
    found.length === 0 ? '-' : median(found.map(({ seconds }) => seconds)).toFixed(1),
    String(Math.round(outcomes.reduce((sum, { seconds }) => sum + seconds, 0))),
  ]
}

/** The found faults of each theme. */
export function renderThemes(
  tools: readonly string[],
  faults: readonly DrawnFault[],
  outcomes: readonly Outcome[],
): string {
  const themes = [...new Set(faults.map(({ theme }) => theme))]
  const rows = themes.map((theme) => {
    const ids = faults.flatMap((fault) => (fault.theme === theme ? [fault.id] : []))
    const found = tools.map((tool) => {
      const own = outcomes.filter((one) => one.tool === tool && ids.includes(one.fault))
      return `${own.filter((one) => one.found).length} of ${own.length}`
    })
    return [theme, String(ids.length), ...found]
  })
  return table(['theme', 'faults', ...tools], rows)
}

/** Whole runs as measured, and what follows for a slow target and for a rate limit. */
export function renderWholeRuns(runs: readonly WholeRun[]): string {
  const measured = table(
    ['whole run, measured', 'verdict', 'requests', 'seconds', 'CPU seconds', 'peak memory'],
    runs.map((run) => [
      `${run.latency} ms an answer, --in-flight ${run.inFlight}`,
      run.verdict,
      String(run.requests),
      run.seconds.toFixed(1),
      run.cpuSeconds.toFixed(1),
      `${Math.round(run.peakMb)} MB`,
    ]),
  )
  const computed = table(
    ['whole run, computed', 'at 100 ms an answer', 'at 100 requests a minute'],
    [...new Set(runs.map(({ inFlight }) => inFlight))].flatMap((inFlight) => {
      const [fast, slow] = runs.filter((run) => run.inFlight === inFlight)
      if (fast === undefined || slow === undefined) return []
      const minutes = secondsAt(100, [fast, slow]) / 60
      return [[`--in-flight ${inFlight}`, `${minutes.toFixed(0)} min`, `${minutesAtRate(100, fast).toFixed(0)} min`]]
    }),
  )
  return `${measured}\n${computed}`
}
