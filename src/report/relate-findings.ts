import type { Finding } from '../judge/judge.ts'

type Placed = Finding & { readonly exchange?: number }

/**
 * Gives findings of one result that are about the same place one cause: what is wrong there is often said in several ways, by several
 * requirements. The cause is that of the first finding which is no mere symptom. Findings of different levels stay apart.
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

/** The level with the name of a member, in whichever answer; else with the exchange and the place in it. The media type is the body's. */
function placeOf({ level, at: said, exchange = 0 }: Placed): string {
  const at = said === 'header:Content-Type' ? 'body#' : said
  const name = /^body#.*\/([^/]*[^/\d][^/]*)(?:\/\d+)*$/.exec(at)?.[1]
  return name === undefined ? `${level} ${exchange} ${at}` : `${level} ${name}`
}
