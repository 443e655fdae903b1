import { setImmediate as turn } from 'node:timers/promises'
import type { Dispatcher } from 'undici'

/** Notices bytes behind an answer that is whole. */
export interface SurplusBytes {
  /** True if bytes follow an answer that has just ended. Takes two turns of the event loop. */
  readonly follow: () => Promise<boolean>
}

/** Such bytes are no answer to any request, so the client closes their connection. */
export function watchSurplusBytes(dispatcher: Dispatcher): SurplusBytes {
  const ended = new Set<{ isFollowed: boolean }>()
  dispatcher.on('disconnect', (_origin, _targets, { message }) => {
    // The event does not name an answer, so of several answers none is accused.
    const [answer, another] = ended
    if (message === NO_ANSWER && answer !== undefined && another === undefined) answer.isFollowed = true
  })
  return {
    async follow() {
      const answer = { isFollowed: false }
      ended.add(answer)
      await turn()
      await turn()
      ended.delete(answer)
      return answer.isFollowed
    },
  }
}

/** The text of undici for bytes without a request. */
const NO_ANSWER = 'bad response'
