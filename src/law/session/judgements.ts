import type { CaseRecord } from './case-record.ts'

/** The judgements of answer laws. */
export interface Judgements {
  /** The findings, by case id. */
  readonly findings: Map<string, CaseRecord>
  /** The requirements that answers were held to, by operation. */
  readonly requirements: Map<string, Set<string>>
}

/** No answer was judged. */
export function createJudgements(): Judgements {
  return { findings: new Map(), requirements: new Map() }
}

/** Notes that answers to an operation were held to a requirement. */
export function markJudged(requirement: string, operation: string, { requirements }: Judgements): void {
  const known = requirements.get(operation) ?? new Set<string>()
  requirements.set(operation, known)
  known.add(requirement)
}
