import type { Finding } from '../judge/judge.ts'

type Placed = Finding & { readonly exchange?: number }

/**
 * Gives all findings of one result about one place the same cause: several requirements often report one fault. The cause is that of the
 * first finding that is not a symptom. Findings of different levels keep different causes.
 */
export function relateFindings<F extends Placed>(findings: readonly F[]): readonly F[] {
  const roots = new Map<string, F>()
  for (const finding of findings) {
    const place = placeOf(finding)
    const root = roots.get(place)
    if (root === undefined || (root.symptom === true && finding.symptom !== true)) roots.set(place, finding)
  }
  return findings.map((finding) => {
    const root = roots.get(placeOf(finding)) ?? finding
    return root.cause === finding.cause ? finding : { ...finding, cause: root.cause, follows: true }
  })
}

/** The level and the property name, in any answer; without a property, the level, exchange and place. Content-Type belongs to the body. */
function placeOf({ level, at: place, exchange = 0 }: Placed): string {
  const at = place === 'header:Content-Type' ? 'body#' : place
  const name = /^body#.*\/([^/]*[^/\d][^/]*)(?:\/\d+)*$/.exec(at)?.[1]
  return name === undefined ? `${level} ${exchange} ${at}` : `${level} ${name}`
}
