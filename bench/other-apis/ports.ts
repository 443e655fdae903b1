import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A port of the loopback interface that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Waits until a server answers, for half a minute. */
export async function untilUp(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      await (await fetch(url)).arrayBuffer()
      return
    } catch {
      await sleep(100)
    }
  }
  throw new Error(`nothing answers at ${url}`)
}
