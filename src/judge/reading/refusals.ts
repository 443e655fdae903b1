import type { Observation } from '../observation.ts'

/** Broken rules: keywords of JSON Schema and the additional rules of the kind `refused`, or `all`. */
export type RefusedExpectation = string | readonly string[]

/** True if the status is a refusal of the broken part. Source: the contract's `refusals`. */
export function isRefusal({
  contract,
  request,
  response,
}: Pick<Observation, 'contract' | 'request' | 'response'>): boolean {
  return request.broken !== undefined && contract.refusals[request.broken.part].includes(response.status)
}

/** True if an expectation names a rule. */
export function isAbout(expected: RefusedExpectation, rule: string): boolean {
  return expected === 'all' || [expected].flat().includes(rule)
}
