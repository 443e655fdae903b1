import type { GroupState } from '../../group/group-state.ts'

/** The reason to leave a member unchanged. */
export function reasonToLeave(key: string, { ceded, before, doubtful, absence }: GroupState): string {
  if (absence.hidden.has(key))
    return `${key} exists in the group, and the list hides it; the run never changes members from before the run`
  if (ceded.has(key)) return `another client wrote ${key} during the run; the run leaves ${key} unchanged`
  if (!before.has(key)) return `${key} was created by another client during the run; the run leaves ${key} unchanged`
  return doubtful.has(key) && ceded.size === 0
    ? `${key} may exist in the group: the target gave no clear answer; the run never changes members from before the run`
    : `${key} exists in the group; the run never changes members from before the run`
}
