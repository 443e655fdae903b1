import { describes } from './describes.ts'

/** A bound, a condition, or something that a value names. */
const SAYS =
  /\b(?:at (?:least|most)|(?:no|not) (?:more|less|fewer|longer|later|earlier) than|only (?:if|when|for|with|one)|\w+ only\b|(?:required|refused|allowed|forbidden|needed|ignored) (?:if|when|for|unless|with)|unless|depends? on|must|before|after|between(?! two \w+s\b)|as long as|(?:keys?|ids?|codes?|names?) of (?:one of|an?)\b|follows? the rules?|answered with (?:a )?4\d\d)|\(4\d\d\b/i

/** The values that are allowed in each of several cases: `A: an IPv4 address; AAAA: an IPv6 address`. */
const CASES = /(?:^|[.;,] )[`'"]?[\w -]+[`'"]?: [^;]+; [`'"]?[\w -]+[`'"]?: /

/** True for a description with a rule about values that no keyword of the schema states, such as "At most the capacity of the room". */
export function saysRule(description: unknown): boolean {
  return describes(description, SAYS) || describes(description, CASES)
}
