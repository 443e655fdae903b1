import type { Register, Sight, MomentWrite } from './registers.ts'

/**
 * The writes that may be the last ones: those that no later success replaces. A write is later if it was sent after the answer to the other one.
 * A write without a clear answer may happen at any later time.
 * @param replacing - the successes that count. Default: all of the writes.
 */
export function lastWrites(
  writes: readonly MomentWrite[],
  replacing: readonly MomentWrite[] = writes.filter(({ outcome }) => outcome === 'done'),
): readonly MomentWrite[] {
  return writes.filter(
    ({ outcome, timed }) =>
      outcome === 'unclear' || (outcome === 'done' && !replacing.some((later) => later.timed.start > timed.end)),
  )
}

/** True if one of the writes leaves what an answer shows. */
export function isLeftBy({ member }: Sight, writes: readonly MomentWrite[], { isShown }: Register): boolean {
  return writes.some(({ role, values }) => {
    if (role === 'delete') return member === undefined
    return member !== undefined && isShown(member, values)
  })
}

/** The writes in words, as the subject of a clause: `its update, answered 200,`. */
export function wordsFor(done: readonly MomentWrite[]): string {
  const [first] = done
  if (done.length > 1 || first === undefined) return `one of its ${done.length} last successful writes`
  return `its ${first.role}, answered ${first.timed.response?.status ?? ''},`
}
