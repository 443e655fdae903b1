/** Counts the uses of each nonce, from 1. Concurrent requests never get the same count. */
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

/** The number of remembered nonces. A server may repeat a nonce, but hardly after so many others. */
const MOST_KEPT = 1000

function forgetOldest(used: Map<string, number>): void {
  for (const oldest of used.keys()) {
    used.delete(oldest)
    return
  }
}
