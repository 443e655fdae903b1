/** The requirements whose expectations were judged, by the operation of the judged request. */
export type Judged = Map<string, Set<string>>

/** Notes requirements as judged in an answer of the operation. */
export function noteJudged(judged: Judged, operation: string, requirements: Iterable<string>): void {
  const known = judged.get(operation)
  if (known === undefined) judged.set(operation, new Set(requirements))
  else for (const requirement of requirements) known.add(requirement)
}

/** Adds what another attempt judged. */
export function mergeJudged(judged: Judged, other: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [operation, requirements] of other) noteJudged(judged, operation, requirements)
}
