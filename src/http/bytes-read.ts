import { channel } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** The bytes read on a connection before its current request, by local port. Connections are reused. */
const readBefore = new Map<number, number>()

channel('undici:client:sendHeaders').subscribe((message) => {
  const { socket } = message as { readonly socket: Socket }
  if (socket.localPort !== undefined) readBefore.set(socket.localPort, socket.bytesRead)
})

/** The bytes of an answer that arrived before its connection closed; 0 where unknown. */
export function bytesReadSinceSent(error: Error): number {
  const { socket } = error as { readonly socket?: Pick<Socket, 'localPort' | 'bytesRead'> }
  const start = readBefore.get(socket?.localPort ?? 0)
  return socket === undefined || start === undefined ? 0 : socket.bytesRead - start
}
