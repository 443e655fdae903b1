import type { Problem } from '../assertion-kind.ts'
import type { Observation } from '../observation.ts'

/** The violation of a body that is not JSON. A server has one place for the bodies of successes, and one for those of errors. */
export function notJson({ status }: Pick<Observation['response'], 'status'>, reason: string): Problem {
  return {
    signature: status >= 400 ? 'error-not-json' : 'not-json',
    acrossRequirements: true,
    container: true,
    message: `expected a JSON body; ${reason}`,
    at: 'body#',
    expected: 'a JSON body',
    actual: reason,
  }
}
