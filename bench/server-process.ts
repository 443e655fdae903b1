import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The fast local server, in a separate process. */
export interface LocalServer {
  readonly origin: string
  /** Makes the next request the first: `first` returns its arrival, on the clock of `now`. */
  readonly arm: () => Promise<{ readonly first: () => number | undefined }>
  readonly close: () => void
}

type Message = { readonly port?: number; readonly ready?: true; readonly first?: number }

/** Milliseconds on the clock that all processes of the machine share. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

export async function startServer(): Promise<LocalServer> {
  const child = fork(fileURLToPath(new URL('workload/server.js', import.meta.url)))
  let first: number | undefined
  let waiting: ((message: Message) => void) | undefined
  child.on('message', (message: Message) => {
    if (message.first === undefined) waiting?.(message)
    else first = message.first
  })
  const next = (): Promise<Message> => new Promise((resolve) => (waiting = resolve))
  const { port = 0 } = await next()
  return {
    origin: `http://127.0.0.1:${port}`,
    async arm() {
      const ready = next()
      child.send('arm')
      await ready
      first = undefined
      return { first: () => first }
    },
    close: () => child.disconnect(),
  }
}
