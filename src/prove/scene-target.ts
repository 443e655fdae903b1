import { directTarget } from '../http/direct-target.ts'
import { fetchTarget } from '../http/fetch-target.ts'
import { httpTarget } from '../http/http-target.ts'
import { DEFAULT_LIMITS, type Target } from '../http/target.ts'
import type { StartedScene } from './known-server.ts'

/** A target that counts its requests. */
export function countingTarget(target: Target, count: () => void): Target {
  return {
    ...target,
    send: (request, signal) => {
      count()
      return target.send(request, signal)
    },
  }
}

/** The target of a started server. */
export function targetOf({ target, exchange, timeout = 2000 }: StartedScene): Target {
  const limits = { ...DEFAULT_LIMITS, total: timeout, connect: timeout }
  if (exchange !== undefined) return directTarget(exchange, limits)
  if (target === undefined) throw new Error('The scene has no server.')
  return typeof target === 'string'
    ? httpTarget(new URL(target), { limits, proxy: false })
    : fetchTarget(target, limits)
}
