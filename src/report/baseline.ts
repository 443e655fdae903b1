import { casePattern } from '../plan/select/case-pattern.ts'
import type { Location } from '../source/mistake.ts'

/** A known failure: a cause in some cases, and what the owners of the server say about it. */
export interface BaselineEntry {
  /** The name of the entry: by default its cause. */
  readonly id: string
  readonly requirement: string
  /** The id of a cause. */
  readonly cause: string
  /** Case ids or patterns, as on the command line. */
  readonly cases: readonly string[]
  /** True if the failure comes and goes: a case that passes does not show that it is mended. */
  readonly flaky?: true
  readonly reason?: string
  readonly owner?: string
  readonly link?: string
  /** The last day on which the entry counts, as YYYY-MM-DD in UTC. */
  readonly expires?: string
  readonly location: Location
}

/** The known failures of a server. */
export interface Baseline {
  /** The path for messages. */
  readonly file: string
  readonly contract: string
  readonly entries: readonly BaselineEntry[]
}

/** A case that shows a cause. `drawn`: it is a property, whose values follow from the seed. */
export interface ShownCase {
  readonly id: string
  readonly drawn?: true
}

/** The name of the entry that knows a cause in a case; undefined for a new finding. */
export type KnownBy = (shown: ShownCase, cause: string) => string | undefined

/**
 * Finds the entry for a cause in a case. The first entry wins. The seed decides which property shows a cause, so an entry of the cause
 * knows it in any property.
 */
export function compileBaseline(baseline: Baseline | undefined): KnownBy {
  if (baseline === undefined) return () => undefined
  const byCause = new Map<string, { readonly entry: string; readonly matches: CaseMatcher }[]>()
  for (const { id: entry, cause, cases } of baseline.entries) {
    const known = byCause.get(cause) ?? []
    known.push({ entry, matches: matchCases(cases) })
    byCause.set(cause, known)
  }
  return ({ id, drawn }, cause) => {
    const entries = byCause.get(cause)
    const own = entries?.find(({ matches }) => matches(id))
    return (own ?? (drawn === true ? entries?.[0] : undefined))?.entry
  }
}

/** True for the id of a case that one of the patterns names. */
type CaseMatcher = (id: string) => boolean

/** Compiles case patterns. A baseline mostly holds plain ids, and a lookup is faster than hundreds of expressions. */
export function matchCases(patterns: readonly string[]): CaseMatcher {
  const plain = new Set(patterns)
  const wild = patterns
    .map((pattern) => pattern.replaceAll(MASKS, '**'))
    .filter((pattern) => pattern.includes('*'))
    .map(casePattern)
  return (id) => {
    const template = templateOf(id)
    return plain.has(id) || plain.has(template) || wild.some((test) => test({ id, template }))
  }
}

/** A row may be named by a text that a run also sends as a secret. A written report then has a mask in its id. */
const MASKS = /<(?:secret|credentials)>/g

/** True for an id in which a report hides a part. */
export function isMasked(id: string): boolean {
  return id.search(MASKS) >= 0
}

/** The id of a case without its row. */
function templateOf(id: string): string {
  return id.split('[')[0] ?? id
}
