import type { Dispatcher } from 'undici'
import { brokenHead, classifyFailure } from './classify-failure.ts'
import { type BodyCollector, collectBody } from './collect-body.ts'
import { headDefect } from './head-defect.ts'
import { onAbort } from './on-abort.ts'
import { type RawResponse, unusualReason } from './raw-response.ts'
import { portOfLastAnswer, type SurplusBytes } from './surplus-bytes.ts'
import { type Limits, type Reply, UNREADABLE } from './target.ts'

/** An answer that is awaited. */
export interface Receiving {
  readonly limits: Limits
  readonly surplus: SurplusBytes | undefined
  readonly resolve: (reply: Reply) => void
}

const NO_CONTENT = 204
const ERROR = 400
const FOLLOWED = 'the answer is whole, but bytes follow it, which a client may take for the next answer'

/** Servers send a body after a 204, and errors twice. To look for such bytes after each answer would cost time in each request. */
const mayBeFollowed = ({ status }: Head): boolean => status === NO_CONTENT || status >= ERROR

/** Receives one answer, within limits. undici calls the methods by name, and the state of one answer needs an object. */
export class Receiver implements Dispatcher.DispatchHandler {
  readonly #limits: Limits
  readonly #surplus: SurplusBytes | undefined
  readonly #resolve: (reply: Reply) => void
  readonly #signal: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #stop: (() => void) | undefined
  #controller: Dispatcher.DispatchController | undefined
  #head: Head | undefined
  #body: BodyCollector | undefined
  #late = false
  /** The local port of the connection of the answer; undefined where unknown. */
  #port: number | undefined
  /** The time of the head, by the monotonic clock in milliseconds. */
  #headAt = 0
  /** The bytes of the body, as they came. */
  #received = 0
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
    this.#stop = signal === undefined ? undefined : onAbort(signal, () => this.#abort('ABORT_ERR'))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#late) this.#abort('UND_ERR_HEADERS_TIMEOUT')
    else if (this.#signal?.aborted === true) this.#abort('ABORT_ERR')
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
    this.#received += chunk.length
    if (this.#body?.write(chunk) === false) controller.abort(Object.assign(new Error('enough'), { code: 'BODY_LIMIT' }))
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    const { rawTrailers } = controller as unknown as { rawTrailers?: readonly Buffer[] | null }
    if (this.#head !== undefined && rawTrailers && rawTrailers.length > 0)
      this.#head = { ...this.#head, trailers: pairsOf(rawTrailers) }
    this.#port = portOfLastAnswer()
    void this.#finish()
  }

  onResponseError(_: unknown, error: Error): void {
    if (this.#head !== undefined && (error as NodeJS.ErrnoException).code !== 'ABORT_ERR')
      void this.#finish(this.#defectOf(error))
    else {
      const defect = brokenHead(error, this.#limits)
      this.#settle(
        defect === undefined ? { answered: false, ...classifyFailure(error, this.#limits) } : unreadable(defect),
      )
    }
  }

  #defectOf(error: Error): string | undefined {
    if ((error as NodeJS.ErrnoException).code === 'BODY_LIMIT') return undefined
    return this.#late
      ? `the answer was not complete after ${this.#limits.total} ms`
      : `the body ended before its announced length${this.#announced()}`
  }

  /** The bytes that came of those announced; empty for a body in chunks. */
  #announced(): string {
    const length = this.#head?.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
    return length === undefined ? '' : `: ${this.#received} of ${length} bytes came`
  }

  async #finish(defect?: string): Promise<void> {
    const bodyMs = performance.now() - this.#headAt
    const collected = this.#body?.end() ?? { body: new Uint8Array() }
    // Most bodies need no decoding; awaiting them would cost a turn of the event loop.
    const { body, defect: found } = collected instanceof Promise ? await collected : collected
    const head = this.#head ?? { status: UNREADABLE, headers: [] }
    const port = mayBeFollowed(head) && defect === undefined ? this.#port : undefined
    const isFollowed = port !== undefined && (await this.#surplus?.follow(port)) === true
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
    this.#stop?.()
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
