import { createRequire } from 'node:module'
import type { Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'
import type { Limits } from './target.ts'

/** Loads one part of undici: the whole package takes three times as long to load. */
const requirePart = createRequire(import.meta.url)

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

/** The connections of undici to a target, at most as many as given. They go through a proxy where the environment names one. */
export function createDispatcher(url: URL, { limits, tls, proxy }: HttpTargetOptions, connections: number): Dispatcher {
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
 * late. A write on a connection that is being closed gets no answer. A server on Node allows five seconds.
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
