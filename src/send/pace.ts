import { setTimeout as sleep } from 'node:timers/promises'
import type { Waits } from './waits.ts'

/**
 * A function that waits for the next slot at a rate in requests per second. For several slots, it waits until all of these requests may be
 * sent at once. Without a rate, it never waits.
 */
export function createPace(rate: number | undefined, waits: Waits): (slots?: number) => Promise<void> {
  if (rate === undefined) return () => Promise.resolve()
  const gap = 1000 / rate
  let next = 0
  return async (slots = 1) => {
    const now = performance.now()
    const at = Math.max(now, next) + (slots - 1) * gap
    next = at + gap
    if (at > now) await waits.during('rate', at - now, () => sleep(at - now))
  }
}
