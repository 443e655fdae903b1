import type { ApiOperation } from '../../document/api-document.ts'
import { sentencesOf } from '../../document/says/sentences-of.ts'

/** Words of a version, and words of one that is old. */
const VERSION = String.raw`(?:revision|version|rev|e-?tag|if-match)`
const OLD = String.raw`(?:not (?:the )?(?:latest|last|current|up to date)|stale|outdated|out of date|does not match|doesn't match|no longer|mismatch)`
const STALE = new RegExp(String.raw`\b${VERSION}\b[^.]*\b${OLD}|\b${OLD}\b[^.]*\b${VERSION}\b`, 'i')

/** True for words that speak of a version which is not the current one. */
export function saysStale(text: string): boolean {
  return STALE.test(text)
}

const NEEDED = String.raw`(?:must (?:always )?be (?:given|included|sent|provided|specified|supplied|present|passed)|(?:is|are) (?:required|needed|mandatory))`
const DEMANDS = new RegExp(
  String.raw`\b(?:current|latest|last) (?:\w+ )?${VERSION}\b[^.]*\b${NEEDED}|\b(?:needs?|requires?)(?: to (?:give|include|pass|provide|send|specify|supply))? the (?:current|latest|last) (?:\w+ )?${VERSION}\b`,
  'i',
)

/** True for an operation whose description says that it needs the current version of the member. */
export function demandsVersion({ description }: Pick<ApiOperation, 'description'>): boolean {
  return sentencesOf(description).some((sentence) => DEMANDS.test(sentence))
}
