import type { Dispatcher } from 'undici'
import { createDispatcher, type HttpTargetOptions } from './create-dispatcher.ts'
import { bodyOf, flatten, headersOf } from './outgoing.ts'
import { headerOf } from './raw-response.ts'
import { Receiver } from './receive-answer.ts'
import { type SurplusBytes, watchSurplusBytes } from './surplus-bytes.ts'
import type { Limits, Reply, Target, TargetRequest } from './target.ts'
import { unsendable } from './unsendable.ts'

/**
 * A target behind a URL. Paths are sent as written, and redirects are never followed. Some servers serve one connection at a time, so a lane
 * opens further connections only for requests side by side.
 */
export function httpTarget(url: URL, options: HttpTargetOptions): Target {
  const alone = connectTo(url, options, options.lanes ?? 1)
  let together: Connection | undefined
  let hasAnswered = false
  const prefix = url.pathname.replace(/\/$/, '')
  const own = Object.entries(options.headers ?? {})
  return {
    name: `${url.origin}${prefix}`,
    basePath: prefix,
    send: async (request, signal) => {
      const connection = request.beside === true ? (together ??= connectTo(url, options, MOST_CONNECTIONS)) : alone
      const whole =
        own.length === 0 && prefix === ''
          ? request
          : { ...request, path: prefix + request.path, headers: [...own, ...request.headers] }
      const first = await exchange(connection, whole, signal)
      const reply = endsIdle(first) ? await exchange(connection, whole, signal) : first
      hasAnswered ||= reply.answered
      return hasAnswered ? reply : withProtocolHint(reply, url)
    },
    close: async () => {
      await Promise.all([alone.dispatcher.destroy(), together?.dispatcher.destroy()])
    },
  }
}

/**
 * True for an answer by which a server may end a connection that is idle at the moment of a request. It says that the server has not read
 * the request. That may be sent again on another connection (RFC 9110, section 15.5.9).
 */
function endsIdle(reply: Reply): boolean {
  if (!reply.answered || reply.response.status !== REQUEST_TIMEOUT) return false
  return /\bclose\b/i.test(headerOf(reply.response, 'connection') ?? '')
}

const REQUEST_TIMEOUT = 408

/** A port of TLS closes each connection of a target whose URL begins with `http://`. */
function withProtocolHint(reply: Reply, { protocol }: URL): Reply {
  if (reply.answered || reply.failure !== 'reset' || protocol !== 'http:') return reply
  return { ...reply, reason: `${reply.reason}; the target may need an https:// URL` }
}

/** The most connections for requests side by side, as a count. */
const MOST_CONNECTIONS = 128

interface Connection {
  readonly dispatcher: Dispatcher
  readonly surplus: SurplusBytes
  readonly origin: string
  readonly limits: Limits
}

function connectTo(url: URL, options: HttpTargetOptions, connections: number): Connection {
  const dispatcher = createDispatcher(url, options, connections)
  return { dispatcher, surplus: watchSurplusBytes(dispatcher), origin: url.origin, limits: options.limits }
}

function exchange(
  { dispatcher, surplus, origin, limits }: Connection,
  request: TargetRequest,
  signal?: AbortSignal,
): Promise<Reply> {
  const { method, path } = request
  const headers = flatten(headersOf(request))
  const reason = unsendable({ method, path, headers }, origin)
  if (reason !== undefined) return Promise.resolve({ answered: false, failure: 'unsendable', reason })
  return new Promise((resolve) => {
    // Some servers send a body to HEAD, or take the chunks of a body for a second request. What follows such an answer is not judged here.
    const isLenient = method === 'HEAD' || request.transfer === 'chunked'
    const receiver = new Receiver({ limits, surplus: isLenient ? undefined : surplus, resolve }, signal)
    dispatcher.dispatch(
      {
        origin,
        path,
        method,
        headers,
        body: bodyOf(request),
        // A target that cannot read chunks may take them for the next request of the connection.
        ...(request.transfer === 'chunked' ? { reset: true } : {}),
      },
      receiver,
    )
  })
}
