/** The paths of members that a read has not found any more. */
export interface GoneMembers {
  readonly has: (path: string) => boolean
  /** The turn of a request that is about to be sent. A clock may stand still; turns always grow. */
  readonly begin: () => number
  /** Notes an answer that shows the member. `begun`: the turn of its request; default: now. */
  readonly there: (path: string, begun?: number) => void
  /** Notes a delete at a path that succeeded. */
  readonly deleted: (path: string) => void
  /** True after a delete at a path that succeeded, even if a read still finds the member. */
  readonly hasDelete: (path: string) => boolean
  /**
   * True for a member that is gone, and that a delete of its own, or of a member above it, has removed. A read may find nothing for another reason:
   * the server may have lost sight of the member. `at`: the path of its delete; default: its own.
   */
  readonly wasDeleted: (path: string, at?: string) => boolean
  /** Notes a write at a path that succeeded, and that is no delete: an action may bring its member back. */
  readonly written: (path: string) => void
  /** True where a delete has succeeded, and no write at the member or at its actions since then. `at`: the path of the delete; default: its own. */
  readonly staysDeleted: (path: string, at?: string) => boolean
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
  /** The turn of the last request whose answer shows the member, and that of the last delete. */
  const askedAt = new Map<string, number>()
  const deletedAt = new Map<string, number>()
  const writtenAt = new Map<string, number>()
  let turn = 0
  const next = (): number => (turn += 1)
  return {
    has: (path) => gone.has(path),
    begin: next,
    there(path, begun = next()) {
      gone.delete(path)
      askedAt.set(path, begun)
      shownAt.set(path, next())
    },
    deleted: (path) => void deletedAt.set(path, next()),
    hasDelete: (path) => deletedAt.has(path),
    wasDeleted(path, at = path) {
      const asked = askedAt.get(path) ?? 0
      return gone.has(path) && [at, ...pathsAbove(path)].some((one) => (deletedAt.get(one) ?? 0) > asked)
    },
    written: (path) => void writtenAt.set(path, next()),
    staysDeleted(path, at = path) {
      const deleted = deletedAt.get(at)
      return deleted !== undefined && [...writtenAt].every(([one, when]) => when < deleted || !isAtMember(one, path))
    },
    missing(path, begun) {
      if (begun > (shownAt.get(path) ?? 0)) gone.add(path)
    },
  }
}

/** The paths above a path: `/users` of `/users/7`. */
function pathsAbove(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index).join('/')).slice(2)
}

/** True for the path of a member, and for those below it and of its actions, such as `/users/7:undelete`. */
function isAtMember(one: string, path: string): boolean {
  return one === path || one.startsWith(`${path}/`) || one.startsWith(`${path}:`)
}
