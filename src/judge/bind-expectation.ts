import { bindValue } from '../json/references.ts'
import type { Expectation } from './judge.ts'

/** The expectation with the known names in its value replaced. */
export function bindExpectation(expectation: Expectation, names: ReadonlyMap<string, unknown>): Expectation {
  return expectation.open === true ? { ...expectation, ...bindValue(expectation.value, names) } : expectation
}
