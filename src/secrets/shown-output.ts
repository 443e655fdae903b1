import { excerpt } from './excerpt.ts'
import type { Secrets } from './secrets.ts'

/** The lines that are shown of an output, as counts: an error stands first, and its cause often last. */
const [FIRST, LAST] = [12, 8]
/** The longest line, in characters. */
const LONGEST = 400

/** The lines of a server with every secret masked: of many lines the first and the last, and the count of the others between them. */
export function shownOutput(lines: readonly string[], secrets: Secrets): readonly string[] {
  const shown = (some: readonly string[]): readonly string[] =>
    some.map((line) => excerpt(line.trimEnd(), { length: LONGEST, secrets }))
  if (lines.length <= FIRST + LAST) return shown(lines)
  const between = `(${lines.length - FIRST - LAST} more lines)`
  return [...shown(lines.slice(0, FIRST)), between, ...shown(lines.slice(-LAST))]
}
