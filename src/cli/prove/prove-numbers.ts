import { availableParallelism } from 'node:os'
import { UserError } from '../../source/mistake.ts'
import type { Numbers } from './fire-and-conclude.ts'
import type { ProveFlags } from '../flags/flags.ts'

/**
 * The numbers of a proof.
 * @throws UserError for a text that is no whole number.
 */
export function numbersIn({ seed, runs, threads }: ProveFlags): Numbers {
  return {
    seed: wholeNumber(seed, '--seed', 0),
    runs: wholeNumber(runs, '--runs'),
    threads: threads === undefined ? availableParallelism() : wholeNumber(threads, '--threads'),
  }
}

function wholeNumber(text: string, flag: string, least = 1): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) < least)
    throw new UserError(`${flag} takes a whole number from ${least}, not "${text}"`)
  return Number(text)
}
