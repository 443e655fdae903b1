import type { FaultNeed } from './known-server.ts'
import type { NeedCount, ProvenFault } from './proof.ts'

const NEEDS: readonly FaultNeed[] = ['history', 'race', 'value']

/** Counts faults by what finds them must bring. Faults with a single need say nothing new, so that they are not counted. */
export function needCounts(faults: readonly Pick<ProvenFault, 'needs' | 'killed'>[]): readonly NeedCount[] {
  const counts = NEEDS.flatMap((needs) => {
    const all = faults.filter((fault) => fault.needs === needs)
    return all.length === 0 ? [] : [{ needs, faults: all.length, killed: all.filter(({ killed }) => killed).length }]
  })
  return counts.length > 1 ? counts : []
}
