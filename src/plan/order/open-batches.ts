import { BATCH } from './batch-form.ts'
import type { Portion } from './portion.ts'

/** An order under way, in batches of portions that share a state. */
export interface Batches {
  /** True if the last batch with a state has room, and ended late enough. */
  readonly isOpen: (state: string | undefined) => boolean
  /** Adds a portion to the open batch of its state, or to the end. Returns true if a batch of a state begins with it. */
  readonly add: (portion: Portion, state: string | undefined, requests: number) => boolean
  /** All portions, in order. */
  readonly portions: () => readonly Portion[]
}

interface OpenBatch {
  readonly portions: Portion[]
  /** The requests of the order when the last portion was added. */
  end: number
}

/**
 * A batch is closed once its last portion came before this share of the requests so far. A case that joins a batch delays all portions after
 * it, which were worth more a request.
 */
const CLOSED = 0.6

/** An empty order. */
export function createBatches(): Batches {
  const all: Portion[][] = []
  const open = new Map<string, OpenBatch>()
  let sent = 0
  const openOf = (state: string | undefined): OpenBatch | undefined => {
    const batch = state === undefined ? undefined : open.get(state)
    return batch !== undefined && batch.portions.length < BATCH && batch.end >= CLOSED * sent ? batch : undefined
  }
  return {
    isOpen: (state) => openOf(state) !== undefined,
    add(portion, state, requests) {
      const batch = openOf(state)
      sent += requests
      if (batch !== undefined) {
        batch.portions.push(portion)
        batch.end = sent
        return false
      }
      const portions = [portion]
      all.push(portions)
      if (state === undefined) return false
      open.set(state, { portions, end: sent })
      return true
    },
    portions: () => all.flat(),
  }
}
