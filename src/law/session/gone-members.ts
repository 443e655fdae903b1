/** The paths of members that a read has not found any more. */
export interface GoneMembers {
  readonly has: (path: string) => boolean
  /** The turn of a request that is about to be sent. A clock may stand still; turns always grow. */
  readonly begin: () => number
  /** Notes an answer that shows the member. */
  readonly there: (path: string) => void
  /**
   * Notes an answer that says there is none. `begun`: the turn of its request. A request from before the last answer that shows the member
   * says nothing: of several at one moment, answers come in any order.
   */
  readonly missing: (path: string, begun: number) => void
}

/** No member is known to be gone. */
export function createGoneMembers(): GoneMembers {
  const gone = new Set<string>()
  const shownAt = new Map<string, number>()
  let turn = 0
  const next = (): number => (turn += 1)
  return {
    has: (path) => gone.has(path),
    begin: next,
    there(path) {
      gone.delete(path)
      shownAt.set(path, next())
    },
    missing(path, begun) {
      if (begun > (shownAt.get(path) ?? 0)) gone.add(path)
    },
  }
}
