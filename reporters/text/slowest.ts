import type { Report } from '../../src/report/report.ts'
import { plainText } from './plain-text.ts'
import type { Styles } from './styles.ts'
import { counted, duration, grouped, preciseDuration } from './wording.ts'

/** Renders the slowest cases of a run, and the times of answers by operation. */
export function renderSlowest({ results, times = {} }: Report, most: number, { title }: Styles): readonly string[] {
  const ran = results.filter(({ status }) => status !== 'skip')
  const slowest = ran.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, most)
  const cases = slowest.map(({ id, durationMs }) => `  ${duration(durationMs).padEnd(12)} ${plainText(id)}`)
  const operations = Object.entries(times).toSorted(([, a], [, b]) => b.p95Ms - a.p95Ms)
  const width = Math.max(12, ...operations.map(([operation]) => operation.length))
  const answers = operations.map(
    ([operation, { count, medianMs, p95Ms, longestMs }]) =>
      `  ${operation.padEnd(width)} ${counted(count, 'answer')}: median ${preciseDuration(medianMs)}, 95th percentile ${preciseDuration(p95Ms)}, longest ${preciseDuration(longestMs)}`,
  )
  return [
    ...(cases.length === 0 ? [] : ['', title(`Slowest cases (${cases.length} of ${grouped(ran.length)})`), ...cases]),
    ...(answers.length === 0 ? [] : ['', title('Times by operation'), ...answers]),
  ]
}
