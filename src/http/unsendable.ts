import { createRequire } from 'node:module'
import type { TargetRequest } from './target.ts'

const requirePart = createRequire(import.meta.url)
let Checked: (new (origin: string, options: object, handler: object) => object) | undefined

/**
 * The reason why undici does not send a request, or undefined. Values of answers may make a path or a header that HTTP has no form for. A
 * pool that meets such a request no longer sends what waits behind it.
 */
export function unsendable(
  { method, path, headers }: Pick<TargetRequest, 'method' | 'path'> & { readonly headers: readonly string[] },
  origin: string,
): string | undefined {
  Checked ??= requirePart('undici/lib/core/request.js') as NonNullable<typeof Checked>
  try {
    // The checks of undici stand in the constructor, which takes half a microsecond.
    void new Checked(origin, { method, path, headers, body: null }, HANDLER)
    return undefined
  } catch (error) {
    return `the request cannot be sent: ${(error as Error).message}`
  }
}

const nothing = (): void => undefined
/** The methods that undici demands of a handler. */
const HANDLER = {
  onRequestStart: nothing,
  onConnect: nothing,
  onHeaders: nothing,
  onData: nothing,
  onComplete: nothing,
  onError: nothing,
}
