import type { KnownBy } from './baseline.ts'
import { isGating } from './gating.ts'
import type { Result } from './report.ts'

/**
 * Marks the findings that a baseline knows, and drops earlier marks. A result is known if each of its gating findings is: its status stays, and the
 * verdict leaves it out.
 */
export function markKnown({ known: _known, ...result }: Result, knownBy: KnownBy, level: 'must' | 'should'): Result {
  const marked = result.findings.map(({ known: _earlier, ...finding }) => {
    const known = knownBy(result, finding.cause)
    return { finding, known, gates: isGating(finding, level) }
  })
  const findings = marked.map(({ finding, known }) => (known === undefined ? finding : { ...finding, known }))
  const gating = marked.filter(({ gates }) => gates)
  const [first] = gating
  const isKnown = gating.every(({ known }) => known !== undefined)
  return { ...result, findings, ...(isKnown && first?.known !== undefined ? { known: first.known } : {}) }
}
