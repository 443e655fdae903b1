/** How often each nonce was used: the next count of one, which starts at 1 and is given out once, however many ask at a time. */
export function createNonceCounts(): (nonce: string) => number {
  const used = new Map<string, number>()
  return (nonce) => {
    const count = (used.get(nonce) ?? 0) + 1
    used.delete(nonce)
    used.set(nonce, count)
    if (used.size > MOST_KEPT) forgetOldest(used)
    return count
  }
}

/** A server may give a nonce twice, or the same one always, but hardly after so many others. */
const MOST_KEPT = 1000

function forgetOldest(used: Map<string, number>): void {
  for (const oldest of used.keys()) {
    used.delete(oldest)
    return
  }
}
