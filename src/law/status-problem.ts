import type { Answer } from './exchange.ts'
import type { Problem } from './problem.ts'

/** A status or a class of statuses, such as `2xx`. */
export type StatusText = number | `${1 | 2 | 3 | 4 | 5}xx`

/**
 * What is wrong with a status. Server errors are left to their own law.
 * @param what the request in words, such as `a read of a deleted member`
 */
export function statusProblems(
  { status, asked }: Answer,
  allowed: readonly StatusText[],
  { what, level }: { readonly what: string; readonly level?: 'should' },
): readonly Problem[] {
  if (
    status >= 500 ||
    allowed.some((one) => (typeof one === 'number' ? one === status : Number(one[0]) === Math.trunc(status / 100)))
  )
    return []
  const names = allowed.join(' or ')
  return [
    {
      signature: status < 300 ? 'accepted' : status < 400 ? 'redirected' : `answered-${status}`,
      message: `expected ${names} for ${what}, got ${status} (${asked})`,
      at: 'status',
      expected: allowed.length === 1 ? allowed[0] : allowed,
      actual: status,
      ...(level === undefined ? {} : { level }),
    },
  ]
}
