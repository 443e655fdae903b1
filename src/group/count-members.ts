import type { GroupState } from './group-state.ts'

/** The count of members that the run created and that may exist, in all groups. */
export function countMembers(groups: readonly GroupState[]): number {
  return groups
    .map(
      ({ members, doubtful, foreign }) => new Set([...members.keys(), ...doubtful].filter((key) => !foreign.has(key))),
    )
    .reduce((sum, { size }) => sum + size, 0)
}
