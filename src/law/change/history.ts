import { mix } from '../../secrets/seeded-numbers.ts'

/** One move of a history, at one of two members. */
export interface MemberMove {
  readonly kind: 'read' | 'list' | 'update' | 'delete'
  readonly who: 0 | 1
  /** Sets the values of updates apart. */
  readonly variant: number
}

const WITH_UPDATES = ['update', 'update', 'read', 'list', 'update', 'read', 'delete'] as const
const WITHOUT = ['read', 'list', 'delete', 'read'] as const

/**
 * Random moves that depend on the seed alone. The first moves look at a member after an update of the other: later, a delete may hide what
 * it did. The last moves read both members.
 */
export function historyFrom(
  seed: number,
  { length, hasUpdates }: { readonly length: number; readonly hasUpdates: boolean },
): readonly MemberMove[] {
  const kinds = hasUpdates ? WITH_UPDATES : WITHOUT
  const who = (mix(seed) & 1) as 0 | 1
  const first: readonly MemberMove[] = hasUpdates
    ? [
        { kind: 'update', who, variant: 18 },
        { kind: 'read', who: who === 0 ? 1 : 0, variant: 0 },
      ]
    : []
  const moves = Array.from({ length: Math.max(0, length - first.length - 2) }, (_, index): MemberMove => {
    const drawn = mix(seed + index * 7919) >>> 0
    return { kind: kinds[drawn % kinds.length] ?? 'read', who: ((drawn >>> 8) % 2) as 0 | 1, variant: 20 + index }
  })
  return [...first, ...moves, { kind: 'read', who: 0, variant: 0 }, { kind: 'read', who: 1, variant: 0 }]
}

/** The limit and the test for shortening a failing history. */
export interface Shrinking {
  /** The most runs, as a count. */
  readonly runs: number
  readonly fails: (moves: readonly MemberMove[]) => Promise<boolean>
}

/** A shorter history that fails too: each move is left out in turn, the last before the failing one first. */
export async function shrinkHistory(
  moves: readonly MemberMove[],
  { runs, fails }: Shrinking,
): Promise<readonly MemberMove[]> {
  let short = moves
  let left = runs
  for (let index = short.length - 2; index >= 0 && left > 0; index -= 1) {
    const fewer = short.filter((_, place) => place !== index)
    left -= 1
    if (await fails(fewer)) short = fewer
  }
  return short
}
