import { Worker } from 'node:worker_threads'
import type { Assignment } from './assignment.ts'
import type { FiringResult } from './firing-result.ts'

export interface Pool {
  /** The module of a worker thread: it receives an assignment as a message, and answers with the result. */
  readonly worker: URL
  readonly data: unknown
  readonly threads: number
  readonly onResult: (result: FiringResult) => void
}

/**
 * Carries out assignments in worker threads. A thread takes its next assignment when it is free, so an iterable can depend on
 * earlier results. The results have the order of the assignments.
 */
export async function carryOut(assignments: Iterable<Assignment>, pool: Pool): Promise<readonly FiringResult[]> {
  const results: FiringResult[] = []
  const queue = assignments[Symbol.iterator]()
  let taken = 0
  const workThrough = async (): Promise<void> => {
    let next = queue.next()
    if (next.done === true) return
    const worker = open(pool)
    try {
      for (; next.done !== true; next = queue.next()) {
        const index = taken++
        const result = await ask(worker, next.value)
        results[index] = result
        pool.onResult(result)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: pool.threads }, workThrough))
  return results
}

/** Most objects of a request are garbage at once; a larger young generation saves a fifth of the time. */
const YOUNG_GENERATION_MB = 128

function open({ worker, data }: Pool): Worker {
  return new Worker(worker, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } })
}

function ask(worker: Worker, assignment: Assignment): Promise<FiringResult> {
  return new Promise((resolve, reject) => {
    const onError = (error: unknown): void => {
      worker.off('message', onMessage)
      reject(new Error(`the worker thread that fires at ${assignment.server} failed`, { cause: error }))
    }
    const onMessage = (result: FiringResult): void => {
      worker.off('error', onError)
      resolve(result)
    }
    worker.once('error', onError).once('message', onMessage)
    worker.postMessage(assignment, [])
  })
}
