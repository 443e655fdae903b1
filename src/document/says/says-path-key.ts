import { describes } from './describes.ts'

/** True for a sentence about a key in a body that is not the one of the path, such as `The id is not that of the path`. */
export function saysOtherThanPath(sentence: unknown): boolean {
  if (describes(sentence, BESIDE_PATH, IGNORED)) return true
  return describes(sentence, PATH, IGNORED) && describes(sentence, BODY) && describes(sentence, UNLIKE)
}

/** True if a sentence says that such a key is refused. One about a refusal need not say it. */
export function saysOtherIsRefused(sentence: unknown): boolean {
  return saysOtherThanPath(sentence) && (describes(sentence, MUST) || describes(sentence, REFUSED))
}

/** True if a description of a property in a body says that another value than that of the path is refused. */
export function saysPathKey(description: unknown): boolean {
  return saysOtherIsRefused(description) || describes(description, OTHER_ONE_REFUSED, IGNORED)
}

const PATH = /\b(?:path|url|uri)\b/i
const BODY = /\b(?:body|payload)\b/i
const NOT_SAME =
  "\\b(?:differs? from|different (?:from|than)|other than|mismatch\\w* with|(?:not|n['’]t) (?:match|equal|agree with|correspond to)|not (?:the|that|those)(?: [\\w-]+)? (?:of|in|from))\\b"
const MUST_BE = '\\bmust (?:match|equal|agree with|be (?:the same as|equal to|that of|the one (?:of|in)))\\b'
const BESIDE_PATH = new RegExp(`(?:${NOT_SAME}|${MUST_BE})[^.;]*\\b(?:path|url|uri)\\b`, 'i')
const UNLIKE =
  /\b(?:differ(?:s|ent)?|mismatch\w*|(?:not|n['’]t) (?:match|equal|agree)|must (?:match|agree|be (?:the same|equal)))\b/i
const MUST = /\bmust\b/i
const REFUSED = /\b(?:conflict|refused|rejected|errors?|40[09]|422|not allowed|fails?)\b/i
const OTHER_ONE_REFUSED =
  /\b(?:of|in|from) the (?:path|url|uri)\b[^.;]*[.;,] (?:an?|any)(?:other| different| other) (?:one|value|id|key) is (?:an? (?:conflict|error)|refused|rejected|answered (?:with )?`?4\d\d|not allowed)\b/i
const IGNORED = /\bignored?\b/i
