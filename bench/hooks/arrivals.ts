import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/**
 * Preloaded into a server under test: notes the requests that arrive, except those that the parser refuses. The parent process
 * asks with any message. Schemathesis names its test case in a header, so that a failing case leads to its request.
 */
const cases: (string | null)[] = []
subscribe('http.server.request.start', (message) => {
  const { headers } = (message as { readonly request: IncomingMessage }).request
  const name = headers['x-schemathesis-testcaseid']
  cases.push(typeof name === 'string' ? name : null)
})
process.on('message', () => process.send?.(cases))
