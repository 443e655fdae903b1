import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** By local port: how much had been read when the request under way went out. Connections are kept, and carry many. */
const before = new Map<number, number>()

channel('undici:client:sendHeaders').subscribe((message) => {
  const { socket } = message as { readonly socket: Socket }
  if (socket.localPort !== undefined) before.set(socket.localPort, socket.bytesRead)
})

/** How many bytes of an answer came before its connection was closed; 0 where that is not known. */
export function bytesReadSinceSent(error: Error): number {
  const { socket } = error as { readonly socket?: Pick<Socket, 'localPort' | 'bytesRead'> }
  const start = before.get(socket?.localPort ?? 0)
  return socket === undefined || start === undefined ? 0 : socket.bytesRead - start
}
