import type { Observation } from '../observation.ts'

/** Which broken rules it is about: keywords of JSON Schema, and the words that are judged apart; or `all`. */
export type RefusedExpectation = string | readonly string[]

/** Whether the answer is what the contract calls a refusal of the part that is broken. */
export function isRefusal({
  contract,
  request,
  response,
}: Pick<Observation, 'contract' | 'request' | 'response'>): boolean {
  return request.broken !== undefined && contract.refusals[request.broken.part].includes(response.status)
}

/** The rules that an expectation names. */
export function isAbout(expected: RefusedExpectation, rule: string): boolean {
  return expected === 'all' || [expected].flat().includes(rule)
}
