import { addNew } from '../json/add-new.ts'
import type { Candidate } from './pool.ts'

/** The candidates without duplicates of an earlier value. */
export function onePerValue(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ drawn, build }) => {
    const text = JSON.stringify(build(drawn.value, '')?.value)
    return addNew(seen, text)
  })
}
