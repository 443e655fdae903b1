import type { Finding } from '../judge/judge.ts'

/** The parts of a finding that decide whether it gates. */
interface Gated extends Pick<Finding, 'level' | 'coming'> {
  /** The baseline entry that knows the finding. */
  readonly known?: string
}

/** True if a finding makes the verdict `violates` at the gating level. A must that is coming only warns; a known finding never gates. */
export function isGating({ level, coming, known }: Gated, gate: 'must' | 'should'): boolean {
  if (known !== undefined) return false
  return level === 'must' || (level === 'should' && gate === 'should' && coming === undefined)
}
