import { NotVerified, unlessNotVerified } from './not-verified.ts'

/**
 * Holds each fact of a law on its own: one that cannot be judged leaves the others.
 * @param hold returns false where it has judged nothing
 * @param reason why nothing was judged
 * @throws NotVerified where no fact was judged.
 */
export async function holdEach<T>(
  facts: readonly T[],
  hold: (fact: T) => Promise<boolean>,
  reason: string,
): Promise<void> {
  let judged = 0
  for (const fact of facts) if ((await unlessNotVerified(() => hold(fact))) === true) judged += 1
  if (judged === 0) throw new NotVerified(reason)
}
