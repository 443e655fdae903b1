import type { Candidate } from './pool.ts'

/** The candidates but those that come to the same as an earlier one. */
export function onePerValue(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ drawn, build }) => {
    const text = JSON.stringify(build(drawn.value, '')?.value)
    return seen.size < seen.add(text).size
  })
}
