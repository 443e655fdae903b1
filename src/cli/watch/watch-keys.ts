/** A request of the person at the terminal. */
export type WatchRequest = 'again' | 'all' | 'quit'

/** The keys of a watched run. */
const KEYS: Readonly<Record<string, WatchRequest>> = {
  r: 'again',
  '\r': 'again',
  '\n': 'again',
  a: 'all',
  q: 'quit',
  '\u0004': 'quit',
}
const CTRL_C = '\u0003'

/** Listens for keys on a terminal. Without one there are no keys. Returns a function that ends the listening. */
export function listenForKeys(
  onRequest: (request: WatchRequest) => void,
  input: NodeJS.ReadStream = process.stdin,
): () => void {
  if (!input.isTTY) return () => undefined
  const onData = (data: Buffer): void => {
    const key = data.toString()
    // In raw mode the terminal sends no signal.
    if (key === CTRL_C) process.kill(process.pid, 'SIGINT')
    const request = KEYS[key.toLowerCase()]
    if (request !== undefined) onRequest(request)
  }
  input.setRawMode(true)
  input.resume().on('data', onData)
  return () => {
    input.off('data', onData).pause()
    input.setRawMode(false)
  }
}
