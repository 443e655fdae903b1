import type { KnownBy } from './baseline.ts'
import { isGating } from './gating.ts'
import type { Result } from './report.ts'

/**
 * Marks the findings that a baseline knows. A result is known if each of its gating findings is: its status stays, and the verdict
 * leaves it out.
 */
export function markKnown(result: Result, knownBy: KnownBy, level: 'must' | 'should'): Result {
  const findings = result.findings.map((finding) => {
    const known = knownBy(result.id, finding.cause)
    return known === undefined ? finding : { ...finding, known }
  })
  const gating = result.findings.flatMap((finding, index) => (isGating(finding, level) ? [findings[index]] : []))
  const [first] = gating
  const isKnown = gating.every((finding) => finding?.known !== undefined)
  return { ...result, findings, ...(isKnown && first?.known !== undefined ? { known: first.known } : {}) }
}
