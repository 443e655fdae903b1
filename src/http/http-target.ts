import { createRequire } from 'node:module'
import type { Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'
import { type RawResponse, unusualReason } from './raw-response.ts'
import { brokenHead, classifyFailure } from './classify-failure.ts'
import { type BodyCollector, collectBody } from './collect-body.ts'
import { headDefect } from './head-defect.ts'
import { bodyOf, flatten, headersOf } from './outgoing.ts'
import { type SurplusBytes, watchSurplusBytes } from './surplus-bytes.ts'
import { type Limits, type Reply, type Target, type TargetRequest, UNREADABLE } from './target.ts'
import { unsendable } from './unsendable.ts'

/** The options of a target behind a URL. */
export interface HttpTargetOptions {
  readonly limits: Limits
  /** Additional certificate authorities as PEM, and whether invalid certificates are accepted. */
  readonly tls?: { readonly ca?: string; readonly insecure?: boolean }
  /** Headers added to every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** True if the proxy variables of the environment apply. */
  readonly proxy: boolean
  /** The lanes that send at the same time, as a count: each has a connection of its own. Default: 1. */
  readonly lanes?: number
}

/**
 * A target behind a URL. Paths are sent as written, and redirects are never followed. Some servers serve one connection at a time, so a lane
 * opens further connections only for requests side by side.
 */
export function httpTarget(url: URL, options: HttpTargetOptions): Target {
  const alone = connectTo(url, options, options.lanes ?? 1)
  let together: Connection | undefined
  const prefix = url.pathname.replace(/\/$/, '')
  const own = Object.entries(options.headers ?? {})
  return {
    name: `${url.origin}${prefix}`,
    basePath: prefix,
    send: (request, signal) =>
      exchange(
        request.beside === true ? (together ??= connectTo(url, options, MOST_CONNECTIONS)) : alone,
        own.length === 0 && prefix === ''
          ? request
          : { ...request, path: prefix + request.path, headers: [...own, ...request.headers] },
        signal,
      ),
    close: async () => {
      await Promise.all([alone.dispatcher.destroy(), together?.dispatcher.destroy()])
    },
  }
}

/** The most connections for requests side by side, as a count. */
const MOST_CONNECTIONS = 128

/** Loads one part of undici: the whole package takes three times as long to load. */
const requirePart = createRequire(import.meta.url)

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

function createDispatcher(url: URL, { limits, tls, proxy }: HttpTargetOptions, connections: number): Dispatcher {
  const connect = {
    timeout: limits.connect,
    ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
    rejectUnauthorized: tls?.insecure !== true,
  }
  const settings = {
    connect,
    headersTimeout: limits.total,
    bodyTimeout: limits.total,
    maxHeaderSize: limits.headers,
    pipelining: 1,
    connections,
    keepAliveTimeoutThreshold: KEEP_ALIVE_MARGIN,
    keepAliveTimeout: KEEP_ALIVE_UNSTATED,
  }
  if (proxy && usesProxy(url)) {
    const Agent = requirePart('undici/lib/dispatcher/env-http-proxy-agent.js') as typeof EnvHttpProxyAgent
    return new Agent({ ...settings, requestTls: connect })
  }
  const Connections = requirePart('undici/lib/dispatcher/pool.js') as typeof Pool
  return new Connections(url.origin, settings)
}

/**
 * The time by which an idle connection is closed before the server says that it closes it, in milliseconds. On a busy machine both may act
 * late, and a write on a connection that is being closed gets no answer. A server on Node allows five seconds.
 */
const KEEP_ALIVE_MARGIN = 3_000

/**
 * The time by which an idle connection is closed where the server states none, in milliseconds. Some servers close after two seconds, as
 * gunicorn does by default. undici keeps times of more than a second to half a second only.
 */
const KEEP_ALIVE_UNSTATED = 1_000

function usesProxy({ protocol }: URL): boolean {
  const names = protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY']
  return names.some((name) => (process.env[name] ?? '') !== '')
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
    // Some servers send a body to HEAD, or take the chunks of a body for a second request: what follows such an answer is not judged here.
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

interface Receiving {
  readonly limits: Limits
  readonly surplus: SurplusBytes | undefined
  readonly resolve: (reply: Reply) => void
}

const NO_CONTENT = 204
const ERROR = 400
const FOLLOWED = 'the answer is whole, but bytes follow it, which a client may take for the next answer'

/** Servers send a body after a 204, and errors twice. To look for such bytes after each answer would cost time in each request. */
const mayBeFollowed = ({ status }: Head): boolean => status === NO_CONTENT || status >= ERROR

/** Receives one answer. undici calls the methods by name, and the state of one answer needs an object. */
class Receiver implements Dispatcher.DispatchHandler {
  readonly #limits: Limits
  readonly #surplus: SurplusBytes | undefined
  readonly #resolve: (reply: Reply) => void
  readonly #signal: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #onAbort = (): void => this.#abort('ABORT_ERR')
  #controller: Dispatcher.DispatchController | undefined
  #head: Head | undefined
  #body: BodyCollector | undefined
  #late = false
  /** The time of the head, by the monotonic clock in milliseconds. */
  #headAt = 0
  /** Bytes of interim answers, which count as headers of the final answer. */
  #interim = 0

  constructor({ limits, surplus, resolve }: Receiving, signal?: AbortSignal) {
    this.#limits = limits
    this.#surplus = surplus
    this.#resolve = resolve
    this.#signal = signal
    this.#timer = setTimeout(() => {
      this.#late = true
      this.#abort('UND_ERR_HEADERS_TIMEOUT')
    }, limits.total)
    signal?.addEventListener('abort', this.#onAbort)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#late) this.#abort('UND_ERR_HEADERS_TIMEOUT')
    else if (this.#signal?.aborted === true) this.#onAbort()
  }

  /** Ends the request. One that still waits for a connection has nothing to end: its caller is told at once. */
  #abort(code: string): void {
    const error = Object.assign(new Error('ended by the run'), { code })
    if (this.#controller === undefined) this.onResponseError(undefined, error)
    else this.#controller.abort(error)
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    ...[, phrase = '']: readonly [headers: unknown, phrase?: string]
  ): void {
    const raw = (controller as unknown as { rawHeaders: readonly Buffer[] }).rawHeaders
    if (status < 200) return this.#passOver(controller, raw)
    const headers = pairsOf(raw)
    this.#headAt = performance.now()
    this.#head = { status, headers, ...unusualReason(status, phrase, this.#limits.headers) }
    this.#body = collectBody(
      headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1],
      this.#limits.body,
    )
  }

  /** Skips an interim answer; the limit of header bytes bounds their count. */
  #passOver(controller: Dispatcher.DispatchController, raw: readonly Buffer[]): void {
    this.#interim += raw.reduce((sum, { length }) => sum + length + 2, STATUS_LINE)
    if (this.#interim > this.#limits.headers)
      controller.abort(Object.assign(new Error('enough'), { code: 'UND_ERR_HEADERS_OVERFLOW' }))
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#body?.write(chunk) === false) controller.abort(Object.assign(new Error('enough'), { code: 'BODY_LIMIT' }))
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    const { rawTrailers } = controller as unknown as { rawTrailers?: readonly Buffer[] | null }
    if (this.#head !== undefined && rawTrailers && rawTrailers.length > 0)
      this.#head = { ...this.#head, trailers: pairsOf(rawTrailers) }
    void this.#finish()
  }

  onResponseError(_: unknown, error: Error): void {
    if (this.#head !== undefined && (error as NodeJS.ErrnoException).code !== 'ABORT_ERR')
      void this.#finish(this.#defectOf(error))
    else {
      const defect = brokenHead(error, this.#limits)
      this.#settle(defect === undefined ? { answered: false, ...classifyFailure(error) } : unreadable(defect))
    }
  }

  #defectOf(error: Error): string | undefined {
    if ((error as NodeJS.ErrnoException).code === 'BODY_LIMIT') return undefined
    return this.#late
      ? `the answer was not complete after ${this.#limits.total} ms`
      : 'the body ended before its announced length'
  }

  async #finish(defect?: string): Promise<void> {
    const bodyMs = performance.now() - this.#headAt
    const collected = this.#body?.end() ?? { body: new Uint8Array() }
    // Most bodies need no decoding; awaiting them would cost a turn of the event loop.
    const { body, defect: found } = collected instanceof Promise ? await collected : collected
    const head = this.#head ?? { status: UNREADABLE, headers: [] }
    const isFollowed = mayBeFollowed(head) && defect === undefined && (await this.#surplus?.follow()) === true
    const firstDefect = headDefect(head) ?? defect ?? found ?? (isFollowed ? FOLLOWED : undefined)
    const { status, headers } = head
    // Most answers have a status, headers and a body alone. A spread of the other parts costs time in each request.
    const response =
      isPlain(head) && firstDefect === undefined ? { status, headers, body } : withParts(head, body, firstDefect)
    const reply: Reply = body.length === 0 ? { answered: true, response } : { answered: true, response, bodyMs }
    this.#settle(this.#late ? { ...reply, late: true } : reply)
  }

  #settle(reply: Reply): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#resolve(reply)
  }
}

type Head = Omit<RawResponse, 'body'>

function isPlain({ reason, trailers, defect }: Head): boolean {
  return reason === undefined && trailers === undefined && defect === undefined
}

function withParts(head: Head, body: Uint8Array, defect: string | undefined): RawResponse {
  return { ...head, body, ...(defect === undefined ? {} : { defect }) }
}

/** Names and values in turn, as undici reads them. The limit of header bytes also bounds trailers. */
function pairsOf(raw: readonly Buffer[]): readonly (readonly [string, string])[] {
  const pairs: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2)
    pairs.push([raw[index]?.toString('latin1') ?? '', raw[index + 1]?.toString('latin1') ?? ''])
  return pairs
}

/** The least bytes of an interim answer's status line. */
const STATUS_LINE = 'HTTP/1.1 103\r\n\r\n'.length

function unreadable(defect: string): Reply {
  return { answered: true, response: { status: UNREADABLE, headers: [], body: new Uint8Array(), defect } }
}
