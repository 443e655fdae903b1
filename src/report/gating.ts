import type { Finding } from '../judge/judge.ts'

/** True if a finding makes the verdict `violates` at the gating level. A must that is coming only warns. */
export function isGating({ level, coming }: Pick<Finding, 'level' | 'coming'>, gate: 'must' | 'should'): boolean {
  return level === 'must' || (level === 'should' && gate === 'should' && coming === undefined)
}
