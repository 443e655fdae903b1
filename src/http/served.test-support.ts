import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { onTestFinished } from 'vitest'
import type { HttpTargetOptions } from './create-dispatcher.ts'
import { httpTarget } from './http-target.ts'
import { DEFAULT_LIMITS, type Limits, type Reply, type Target, type TargetRequest } from './target.ts'

/** Starts a server on a free loopback port, closed after the test; returns its URL. */
export async function served(handler: RequestListener): Promise<string> {
  const server = createServer(handler)
  await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${portOf(server)}`
}

/** A server that answers every connection with these bytes, then closes the connection unless told otherwise. */
export async function answeringWith(answer: string | Uint8Array, { open = false } = {}): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      if (open) socket.write(answer)
      else socket.end(answer)
    })
    onTestFinished(() => void socket.destroy())
  })
  await listening(server)
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${portOf(server)}`
}

/** A port without a listening server. */
export async function closedPort(): Promise<string> {
  const server = createTcpServer()
  await listening(server)
  const url = `http://127.0.0.1:${portOf(server)}`
  await new Promise((resolve) => void server.close(resolve))
  return url
}

export function listening(server: Server): Promise<void> {
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve))
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

type Options = Omit<Partial<HttpTargetOptions>, 'limits'> & { readonly limits?: Partial<Limits> }

/** A target at the URL, closed after the test. */
export function targetAt(url: string, { limits, ...options }: Options = {}): Target {
  const target = httpTarget(new URL(url), { proxy: false, ...options, limits: { ...DEFAULT_LIMITS, ...limits } })
  onTestFinished(() => target.close())
  return target
}

export const GET: TargetRequest = { method: 'GET', path: '/', headers: [] }

/** The reply with its body as text. */
export function readable(reply: Reply): unknown {
  if (!reply.answered) return reply
  const { body, ...response } = reply.response
  return { ...response, body: Buffer.from(body).toString() }
}
