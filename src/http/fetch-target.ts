import { collectBody } from './collect-body.ts'
import { inPieces } from './in-pieces.ts'
import { unusualReason } from './raw-response.ts'
import type { Limits, Reply, Target, TargetRequest } from './target.ts'

/** A target in this process: a function from a WHATWG Request to a Response, without a network. */
export function fetchTarget(handler: (request: Request) => Response | Promise<Response>, limits: Limits): Target {
  return {
    name: 'in-process',
    basePath: '',
    send: (request) => withTimeout(call(handler, request, limits), limits.total),
    close: () => Promise.resolve(),
  }
}

async function call(
  handler: (request: Request) => Response | Promise<Response>,
  request: TargetRequest,
  limits: Limits,
): Promise<Reply> {
  try {
    const answer = await handler(platformRequest(request))
    const collector = collectBody(undefined, limits.body)
    for await (const chunk of answer.body ?? []) if (!collector.write(chunk as Uint8Array)) break
    return {
      answered: true,
      response: {
        status: answer.status,
        headers: [...answer.headers],
        ...unusualReason(answer.status, answer.statusText, limits.headers),
        ...(await collector.end()),
      },
    }
  } catch (error) {
    return { answered: false, failure: 'reset', reason: `the handler threw ${(error as Error).name}` }
  }
}

/** A request of the platform. The platform refuses some methods, which a server can receive all the same. */
function platformRequest({ method, path, headers, body, transfer }: TargetRequest): Request {
  const isForbidden = /^(?:connect|trace|track)$/i.test(method)
  const request = new Request(`http://in-process.invalid${path}`, {
    method: isForbidden ? 'POST' : method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(body === undefined ? {} : platformBody(body, transfer)),
  })
  return isForbidden ? Object.defineProperty(request, 'method', { value: method }) : request
}

/** A body in pieces is a stream, which the platform takes with a word about its direction only. No connection joins its pieces. */
function platformBody(body: Uint8Array, transfer: TargetRequest['transfer']): RequestInit {
  if (transfer === undefined) return { body: Buffer.from(body) }
  return { body: ReadableStream.from(inPieces(body, 'chunked')), duplex: 'half' }
}

/** Adds a timeout in milliseconds. The timer ends with the answer: a run may have thousands of answers per second. */
export async function withTimeout(answer: Promise<Reply>, milliseconds: number): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => {
      resolve({ answered: false, failure: 'timeout', reason: `no answer arrived within ${milliseconds} ms` })
    }, milliseconds).unref()
  })
  try {
    return await Promise.race([answer, timeout])
  } finally {
    clearTimeout(timer)
  }
}
