import type { Reports } from './reports.ts'

/** The interruption of a run by the user. */
export interface Interruption {
  readonly signal: AbortSignal
  /** Ends the listening. */
  readonly stop: () => void
}

/** The first signal ends the run after the current request and its clean-up. The second signal ends the process at once. */
export function listenForSignals(reports: Reports): Interruption {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      reports.discard()
      process.exit(3)
    }
    process.stderr.write('\ninterrupted: the run cleans up and writes its reports; interrupt again to end at once\n')
    controller.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return { signal: controller.signal, stop: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal) }
}
