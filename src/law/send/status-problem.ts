import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Problem } from '../session/problem.ts'

/** A status or a class of statuses, such as `2xx`. */
export type StatusText = number | `${1 | 2 | 3 | 4 | 5}xx`

/**
 * Returns a problem if the status is not allowed. Server errors are left to their own law.
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

/**
 * Returns a problem if a request that must be refused was accepted.
 * @param of what must be refused, in words; the rule that it breaks, if a law has several; the level, if it is not that of the law
 */
export function acceptedProblems(
  answer: Answer,
  { what, rule, level }: { readonly what: string; readonly rule?: string; readonly level?: 'should' | undefined },
): readonly Problem[] {
  if (!isSuccess(answer)) return []
  return [
    {
      signature: rule === undefined ? 'accepted' : `accepted-${rule}`,
      message: `expected a refusal of ${what}, got ${answer.status} (${answer.asked})`,
      at: 'status',
      expected: '4xx',
      actual: answer.status,
      ...(level === undefined ? {} : { level }),
    },
  ]
}
