import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'

/** Stands before a server and counts what passes. */
export interface CountingProxy {
  readonly url: string
  readonly requests: () => number
  /** Resolves when so many requests have passed. */
  readonly passed: (count: number) => Promise<void>
  readonly close: () => void
}

export async function countingProxy(target: string): Promise<CountingProxy> {
  let count = 0
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  const { hostname, port } = new URL(target)
  const server = createServer((incoming, outgoing) => {
    count += 1
    for (const one of waiting) if (one.count === count) one.resolve()
    pass(incoming, outgoing, { hostname, port })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    requests: () => count,
    passed: (wanted) => new Promise((resolve) => waiting.push({ count: wanted, resolve })),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, to: { hostname: string; port: string }): void {
  const { method = 'GET', url = '/', headers } = incoming
  const onwards = send({ ...to, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  onwards.on('error', () => outgoing.destroy())
  incoming.pipe(onwards)
}
