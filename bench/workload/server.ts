import { createServer } from 'node:http'
import { HEADER, itemOf, MEDIA_TYPE } from './item.ts'

/** The target: answers at once, and tells its parent when it listens and when the first request after `reset` arrives. */
let waiting = false

const server = createServer((request, response) => {
  if (waiting) {
    waiting = false
    process.send?.({ first: performance.timeOrigin + performance.now() })
  }
  const key = request.url?.split('/').at(-1) ?? ''
  const body = Buffer.from(JSON.stringify(key === 'items' ? { results: [], totalCount: 0 } : itemOf(key)))
  response.writeHead(200, {
    'content-type': MEDIA_TYPE,
    'content-length': body.length,
    [HEADER.name]: HEADER.value,
  })
  response.end(body)
})

process.on('message', () => {
  waiting = true
  process.send?.({ ready: true })
})
process.on('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }))
