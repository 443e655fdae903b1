import { randomBytes } from 'node:crypto'

/** A source of words that nothing else on a target has: ten letters and digits, the first a letter. */
export function createWords(): () => string {
  // Not from the seed: a run must tell its members from those of an earlier run with the same seed.
  const run = [...randomBytes(6)].map((byte) => (byte % 36).toString(36)).join('')
  let count = 0
  return () => {
    count += 1
    return `w${run}${count.toString(36).padStart(3, '0')}`
  }
}
