import type { Problem } from '../assertion-kind.ts'

/** The violation of a body that is not JSON. */
export function notJson(reason: string): Problem {
  return {
    signature: 'not-json',
    container: true,
    message: `expected a JSON body; ${reason}`,
    at: 'body#',
    expected: 'a JSON body',
    actual: reason,
  }
}
