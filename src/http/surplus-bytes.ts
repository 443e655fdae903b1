import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { Dispatcher } from 'undici'

/** Notices bytes behind an answer that is whole. */
export interface SurplusBytes {
  /**
   * True if bytes follow an answer that has just ended. Takes two turns of the event loop.
   * @param port the local port of the connection of the answer
   */
  readonly follow: (port: number) => Promise<boolean>
}

/** Such bytes are no answer to any request, so the client closes their connection. */
export function watchSurplusBytes(dispatcher: Pick<Dispatcher, 'on'>): SurplusBytes {
  const ended = new Set<{ readonly port: number; isFollowed: boolean }>()
  dispatcher.on('disconnect', (_origin, _targets, error) => {
    // Another connection, which is idle, may end with bytes that are of no answer.
    const { socket } = error as { readonly socket?: Pick<Socket, 'localPort'> }
    if (error.message === NO_ANSWER)
      for (const answer of ended) if (answer.port === socket?.localPort) answer.isFollowed = true
  })
  return {
    async follow(port) {
      const answer = { port, isFollowed: false }
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

/** The local ports of the connections of requests under way. */
const ports = new WeakMap<object, number>()
let lastPort: number | undefined

channel('undici:client:sendHeaders').subscribe((message) => {
  const { request, socket } = message as { readonly request: object; readonly socket: Socket }
  if (socket.localPort !== undefined) ports.set(request, socket.localPort)
})
channel('undici:request:trailers').subscribe((message) => {
  lastPort = ports.get((message as { readonly request: object }).request)
})

/** The local port of the connection of the answer that ends at this moment; undefined where unknown. */
export function portOfLastAnswer(): number | undefined {
  return lastPort
}
