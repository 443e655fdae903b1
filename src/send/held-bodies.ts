/** Counts answers whose body comes later than their head by the time of a delayed acknowledgement. */
export interface HeldBodies {
  /** Counts an answer with a body, by the time from its head to its end in milliseconds. */
  readonly note: (milliseconds: number) => void
  /** A sentence that tells the delay and how to mend it; undefined where most bodies come at once. */
  readonly advice: () => string | undefined
}

/**
 * The times by which systems delay an acknowledgement, in milliseconds, each with its shortest and its longest measured time: of Linux, macOS
 * and Windows.
 */
const DELAYS = [
  { delay: 40, from: 36, to: 60 },
  { delay: 100, from: 92, to: 130 },
  { delay: 200, from: 190, to: 230 },
]

/** The fewest answers that tell a habit of the server, and their share among all answers with a body. */
const FEWEST = 20
const SHARE = 0.5

/** A count of nothing. */
export function createHeldBodies(): HeldBodies {
  const counts = DELAYS.map((span) => ({ ...span, count: 0 }))
  let all = 0
  return {
    note(milliseconds) {
      all += 1
      const held = counts.find(({ from, to }) => milliseconds >= from && milliseconds <= to)
      if (held !== undefined) held.count += 1
    },
    advice() {
      const held = counts.find(({ count }) => count >= FEWEST && count >= SHARE * all)
      return held === undefined ? undefined : sentence(held.delay, held.count, all)
    },
  }
}

/** Nagle's algorithm holds a small write back until the one before is acknowledged, and receivers delay the acknowledgement. */
function sentence(delay: number, count: number, all: number): string {
  return (
    `${count} of ${all} bodies came about ${delay} ms after their heads: this looks like a head and a body in two small writes, of which ` +
    `the second waits for a delayed acknowledgement of the first. Set TCP_NODELAY on the connections of the server, or send both in one write; ` +
    `the run is then much shorter`
  )
}
