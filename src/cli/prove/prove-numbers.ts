import { availableParallelism } from 'node:os'
import { MOST_COUNT, MOST_SEED, wholeNumber } from '../flags/whole-number.ts'
import type { Numbers } from './fire-and-conclude.ts'
import type { ProveFlags } from '../flags/flags.ts'

/**
 * The numbers of a proof.
 * @throws UserError for a text that is no whole number.
 */
export function numbersIn({ seed, runs, threads }: ProveFlags): Numbers {
  return {
    seed: wholeNumber('--seed', seed, { least: 0, most: MOST_SEED }),
    runs: wholeNumber('--runs', runs, { least: 1, most: MOST_COUNT }),
    threads:
      threads === undefined
        ? availableParallelism()
        : wholeNumber('--threads', threads, { least: 1, most: MOST_THREADS }),
  }
}

/** Each thread loads the whole suite. */
const MOST_THREADS = 256
