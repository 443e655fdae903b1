import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '../../config/settings.ts'
import { httpTarget } from '../../http/http-target.ts'
import { TOOL } from '../../source/tool.ts'

/** The time between two tries, and the time limit of a connection, in milliseconds. */
const PAUSE = 100
const CONNECT = 1_000

type Connecting = Pick<Settings, 'limits' | 'tls' | 'headers'>

/** The time limit in milliseconds, and the signal that ends the waiting. */
export interface Waiting {
  readonly within: number
  readonly signal: AbortSignal
}

/**
 * Waits until the target answers HTTP, with any status. The first try comes at once. Sends no credentials.
 * @returns undefined after an answer, else the reason of the last failed try
 */
export async function waitForTarget(
  target: URL,
  settings: Connecting,
  { within, signal }: Waiting,
): Promise<string | undefined> {
  const deadline = performance.now() + within
  for (;;) {
    const left = Math.max(PAUSE, deadline - performance.now())
    const reason = await tryTarget(target, settings, { within: left, signal })
    if (reason === undefined || signal.aborted || performance.now() + PAUSE >= deadline) return reason
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined)
  }
}

/** Sends one request. Returns undefined after any answer, else the reason why there is none. */
export async function tryTarget(
  url: URL,
  { limits, tls, headers }: Connecting,
  { within, signal }: Waiting,
): Promise<string | undefined> {
  const total = Math.ceil(Math.min(within, limits.total))
  // Each try has connections of its own: a pool waits before it connects again.
  const target = httpTarget(url, {
    limits: { ...limits, total, connect: Math.min(total, CONNECT) },
    tls,
    headers,
    proxy: true,
  })
  try {
    const reply = await target.send({ method: 'GET', path: '/', headers: HEADERS }, signal)
    return reply.answered ? undefined : reply.reason
  } finally {
    await target.close()
  }
}

const HEADERS = [
  ['User-Agent', `${TOOL.name}/${TOOL.version}`],
  ['Accept', '*/*'],
] as const
