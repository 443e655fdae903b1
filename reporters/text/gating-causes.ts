import type { Cause, Report } from '../../src/report/report.ts'

/** The causes that make the verdict `violates`. A must that is coming only warns, and a known cause never gates. */
export function gatingCauses({ causes, level: gate }: Pick<Report, 'causes' | 'level'>): readonly Cause[] {
  return causes.filter(
    ({ level, coming, known }) => known === undefined && (level === 'must' || (level === gate && coming === undefined)),
  )
}
