import type { Assignment } from '../../prove/assignment.ts'
import type { FiringResult } from '../../prove/firing-result.ts'
import { carryOut, type Pool } from '../../prove/pool.ts'
import type { ProveData } from './prove-worker.ts'

export interface Threads {
  /** The contract and its suites, which the main thread has loaded and checked. */
  readonly bundle: ProveData['bundle']
  readonly seed: number
  readonly threads: number
}

/** Carries out assignments in worker threads, with a progress line on a terminal. */
export function fireAssignments(
  assignments: Iterable<Assignment>,
  { bundle, seed, threads }: Threads,
  onResult?: (result: FiringResult) => void,
): Promise<readonly FiringResult[]> {
  const data: ProveData = { bundle: { contract: bundle.contract, suites: bundle.suites }, seed }
  const worker = new URL('prove-worker.js', import.meta.url)
  return fireInThreads(assignments, { worker, data, threads }, onResult)
}

/** Carries out assignments in threads of a module, with a progress line on a terminal. */
export async function fireInThreads(
  assignments: Iterable<Assignment>,
  pool: Omit<Pool, 'onResult'>,
  onResult?: (result: FiringResult) => void,
): Promise<readonly FiringResult[]> {
  let done = 0
  const total = Array.isArray(assignments) ? ` of ${assignments.length}` : ''
  const results = await carryOut(assignments, {
    ...pool,
    onResult(result) {
      onResult?.(result)
      done += 1
      progress(`${done}${total}: ${result.server}`)
    },
  })
  progress('')
  return results
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
}
