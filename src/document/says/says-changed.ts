import { hasSentence } from './describes.ts'

const SAYS =
  /\b(?:stored|kept|saved|returned|shown|written|converted|normali[sz]ed|folded) (?:as|in|to|into|without) (?:\w+ )?(?:upper|lower|digits|capital|blanks|spaces|hyphens|e\.?164|canonical)|\bnormali[sz]ed\b|\brounded\b|\brounds (?:up|down|to|it)\b|\b(?:cut|truncated|shortened) (?:to|after|at|off)\b|\btruncated\b|\bonly the (?:first|last) (?:one|\w+) (?:is|are) (?:kept|stored|shown)\b|\b(?:last|first) \w+ characters only\b|^\W*(?:only |at most |up to )?the (?:first|last|latest|newest|most recent) (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\basterisks\b|\bmasked\b|\brepeated ones are dropped\b|\bclears? (?:the|that of|it)\b|\bonly one \w+ (?:is|can be|may be)\b|\b(?:others|the rest|later ones) (?:are )?(?:move|moved|shift|shifted|renumbered)\b|\bmarkup is (?:removed|stripped|cleaned)\b|\b(?:tags|html) (?:is|are) (?:removed|stripped)\b/i

/** A text that is compared, or asked for, in one case is shown as it was sent. A null or an empty value that clears a property changes no other value. */
const ASKS =
  /\b(?:compared|regard(?:less)?|must be|has to be|have to be|in upper case letters|ignoring)\b|\b(?:null|empty|blank|omit\w*)\b[^.]*\bclear/i

/** True if a description says of a property that the server shows another value than was sent. Example: `Rounded to two digits.` */
export function saysChanged(description: unknown): boolean {
  return hasSentence(description, SAYS, ASKS)
}
