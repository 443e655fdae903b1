import { collectBody } from './collect-body.ts'
import { withTimeout } from './fetch-target.ts'
import { inPieces } from './in-pieces.ts'
import type { Limits, Reply, Target, TargetRequest } from './target.ts'

/** A request without a transport. Names of headers are in lower case, and repeated headers are joined. */
export interface DirectRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The body as it arrives; empty without a body. */
  readonly pieces: readonly Uint8Array[]
}

/** An answer without a transport. */
export interface DirectReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Uint8Array | undefined
}

export type Exchange = (request: DirectRequest) => Promise<DirectReply>

/**
 * A target in this process without messages of the platform, which cost more than a reference server itself: a proof sends half a million
 * requests.
 */
export function directTarget(exchange: Exchange, limits: Limits): Target {
  return {
    name: 'in-process',
    basePath: '',
    send: (request) => withTimeout(call(exchange, request, limits), limits.total),
    close: () => Promise.resolve(),
  }
}

async function call(exchange: Exchange, request: TargetRequest, limits: Limits): Promise<Reply> {
  try {
    const { method, path } = request
    const { status, headers, body } = await exchange({
      method,
      path,
      headers: joined(request.headers),
      pieces: await piecesOf(request),
    })
    const collector = collectBody(undefined, limits.body)
    if (body !== undefined) collector.write(body)
    return { answered: true, response: { status, headers: linesOf(headers), ...(await collector.end()) } }
  } catch (error) {
    return { answered: false, failure: 'reset', reason: `the server threw ${(error as Error).name}` }
  }
}

function joined(lines: TargetRequest['headers']): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  for (const [name, value] of lines) {
    const key = name.toLowerCase()
    const earlier = headers[key]
    headers[key] = earlier === undefined ? value : `${earlier}, ${value}`
  }
  return headers
}

async function piecesOf({ body, transfer }: TargetRequest): Promise<readonly Uint8Array[]> {
  if (body === undefined || body.length === 0) return []
  if (transfer === undefined) return [body]
  const pieces: Uint8Array[] = []
  for await (const piece of inPieces(body, 'chunked')) pieces.push(piece)
  return pieces
}

function linesOf(headers: DirectReply['headers']): readonly (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((line) => [name.toLowerCase(), line] as const),
  )
}
