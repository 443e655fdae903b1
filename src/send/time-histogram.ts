/** Counts of times in buckets of fixed number, so that memory does not grow with the count of times. */
export interface TimeHistogram {
  readonly add: (milliseconds: number) => void
  /** The count, and the times in milliseconds: median and 95th percentile within 3 %, the longest exactly. */
  readonly summary: () => TimeSummary
}

/** Times in milliseconds. */
export interface TimeSummary {
  readonly count: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly longestMs: number
}

/** The upper limit of the first bucket, in milliseconds, and the ratio of each limit to the limit before. */
const FIRST = 0.01
const RATIO = 1.05
/** The last limit is beyond ten minutes. */
const BUCKETS = 370

/** An empty histogram. The limits of its buckets grow by 5 %. */
export function createTimeHistogram(): TimeHistogram {
  const counts = new Uint32Array(BUCKETS)
  let [count, shortest, longest] = [0, Infinity, 0]
  const atShare = (share: number): number => {
    const wanted = Math.ceil(count * share)
    let [bucket, passed] = [0, counts[0] ?? 0]
    while (passed < wanted && bucket < BUCKETS - 1) passed += counts[(bucket += 1)] ?? 0
    return Math.min(longest, Math.max(shortest, middleOf(bucket)))
  }
  return {
    add(milliseconds) {
      const bucket = bucketOf(milliseconds)
      counts[bucket] = (counts[bucket] ?? 0) + 1
      count += 1
      shortest = Math.min(shortest, milliseconds)
      longest = Math.max(longest, milliseconds)
    },
    summary: () => ({
      count,
      medianMs: count === 0 ? 0 : rounded(atShare(0.5)),
      p95Ms: count === 0 ? 0 : rounded(atShare(0.95)),
      longestMs: rounded(longest),
    }),
  }
}

function bucketOf(milliseconds: number): number {
  const index = Math.ceil(Math.log(Math.max(milliseconds, FIRST) / FIRST) / Math.log(RATIO))
  return Math.min(index, BUCKETS - 1)
}

function middleOf(bucket: number): number {
  return FIRST * RATIO ** (bucket - 0.5)
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100
}
