import { onLostParent } from '../shell/lost-parent.ts'

/** The interruption of a command by the user. */
export interface Interruption {
  readonly signal: AbortSignal
  /** Ends the listening. */
  readonly stop: () => void
}

/** The effects of signals. */
export interface OnSignals {
  /** The sentence about the end that the first signal brings. */
  readonly first: string
  /** Called before the process ends at the second signal. */
  readonly second?: () => void
}

/**
 * The first signal ends the command after its current request or entry. The second signal ends the process at once. The end of npm, which
 * started the command, is a first signal and never a second one: Ctrl-C ends npm too. So is SIGHUP: a closed terminal may send it twice.
 */
export function listenForSignals({ first, second }: OnSignals): Interruption {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      second?.()
      process.exit(3)
    }
    process.stderr.write(`\ninterrupted: ${first}; interrupt again to end at once\n`)
    controller.abort()
  }
  const onEnd = (): void => {
    if (!controller.signal.aborted) onSignal()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onEnd)
  const stopLooking = onLostParent(onEnd)
  return {
    signal: controller.signal,
    stop() {
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal).off('SIGHUP', onEnd)
      stopLooking()
    },
  }
}
