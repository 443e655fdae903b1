import { hasSentence } from './describes.ts'

const DELETED = String.raw`(?:deleted|removed|archived)`
const NO_OTHER = String.raw`\b(?:no other|no new|no second|no) \w+ (?:may|can|must) (?:take|have|use|get|share) (?:it|its|that|the same)\b`

const REFUSED = new RegExp(
  [
    String.raw`\b(?:unique|taken|no two)\b[^.]*\b${DELETED} (?:ones|\w+s) (?:too|as well|included)\b`,
    String.raw`\b(?:unique|taken)\b[^.]*\b(?:including|even|also|with) (?:among )?(?:those )?(?:that (?:are|were) )?${DELETED}\b`,
    String.raw`\bkeeps? (?:its|their|the) \w+\b[^.]*${NO_OTHER}`,
    String.raw`\b${DELETED}\b[^.]*\b(?:keeps? (?:its|their)|(?:is|are|stays?|remains?) (?:taken|in use))\b[^.]*\b(?:refused|rejected|409|422)\b`,
  ].join('|'),
  'i',
)

const OPEN =
  /\b(?:never|not|cannot be|can't be) (?:be )?(?:re-?used|used again|taken again|assigned again|recycled)\b|\b(?:is|are|stays?|remains?|kept) reserved\b|\breserve[sd]? (?:it|its|the|for)\b/i
const OTHERWISE =
  /\bnot (?:unique|taken|reserved)\b|\breserved for (?:admins?|internal|future|the (?:server|system))\b/i

/**
 * True if a description of values says that those of deleted members are refused. Example:
 * `Unique among all courses, deleted ones too.`
 */
export function saysDeletedKeepsValues(description: unknown): boolean {
  return hasSentence(description, REFUSED, OTHERWISE)
}

/** True for a description by which a value may not be free after a delete, such as `One that was deleted is reserved for 30 days.` */
export function saysDeletedMayKeepValues(description: unknown): boolean {
  return saysDeletedKeepsValues(description) || hasSentence(description, OPEN, OTHERWISE)
}
