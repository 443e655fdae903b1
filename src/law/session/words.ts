import { randomBytes } from 'node:crypto'

/** A source of words that nothing else on a target has: ten letters and digits, the first a letter. They are drawn in no order. */
export function createWords(): () => string {
  // Not from the seed: a run must tell its members from those of an earlier run with the same seed.
  const run = [...randomBytes(6)].map((byte) => (byte % 36).toString(36)).join('')
  let count = 0
  return () => {
    count += 1
    return `w${run}${(count < HALF * HALF ? scattered(count) : count).toString(36).padStart(3, '0')}`
  }
}

/** Words of three letters or digits after that of the run are a pair of such numbers, as a count. */
const HALF = 216

/** Another number below the square of the half for each: a list in the order of its creation is then in no other order. */
function scattered(count: number): number {
  let [left, right] = [Math.floor(count / HALF), count % HALF]
  for (const round of [5, 17, 71]) [left, right] = [right, (left + right * right * round + right * 31 + round) % HALF]
  return left * HALF + right
}
