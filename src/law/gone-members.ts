/** The paths of members that a read has not found any more. */
export interface GoneMembers {
  readonly has: (path: string) => boolean
  /** Notes an answer that shows the member. `at`: the time of the answer, in milliseconds. */
  readonly there: (path: string, at: number) => void
  /**
   * Notes an answer that says there is none. `since`: the time of its request, in milliseconds. A request from before the last answer that shows
   * the member says nothing: of several at one moment, answers come in any order.
   */
  readonly missing: (path: string, since: number) => void
}

/** No member is known to be gone. */
export function createGoneMembers(): GoneMembers {
  const gone = new Set<string>()
  const shownAt = new Map<string, number>()
  return {
    has: (path) => gone.has(path),
    there(path, at) {
      gone.delete(path)
      shownAt.set(path, at)
    },
    missing(path, since) {
      if (since >= (shownAt.get(path) ?? -Infinity)) gone.add(path)
    },
  }
}
