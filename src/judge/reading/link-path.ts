import type { SentRequest } from '../observation.ts'

/**
 * The target of a link in the answer to a list; undefined for one that leads to another resource. A proxy may change the host or the prefix of a
 * link, so only the path from the first parameter on must be that of the request.
 */
export function linkWithin(href: string, { target, operation }: SentRequest): URL | undefined {
  const [path = ''] = target.split('?')
  const own = path.slice(Math.max(0, (operation?.path.indexOf('{') ?? 0) - 1))
  const url = parseUrl(href, target)
  // A proxy changes no path that is relative to the page, such as `null/api`.
  const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|[/?#]|$)/i.test(href)
  const isOwn = isRelative ? url?.pathname === path : url?.pathname.endsWith(own)
  return isOwn === true ? url : undefined
}

/** Resolves a link against its page; undefined for an invalid URL. Node 20 has no URL.parse. */
function parseUrl(href: string, page: string): URL | undefined {
  try {
    return new URL(href, `http://target.invalid${page}`)
  } catch {
    return undefined
  }
}
