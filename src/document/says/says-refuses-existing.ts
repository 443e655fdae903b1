import { sentencesOf } from './sentences-of.ts'

/**
 * The status by which a PUT that only creates refuses a member that is there. An example is `An index that exists already is a 400`. Undefined for a
 * description that speaks of a replacement or of a condition, or of a value that exists within another member.
 * @param noun the words of the resource, in lower case
 */
export function refusesExisting(description: string | undefined, noun: string): number | undefined {
  if (UPDATES.test(description ?? '')) return undefined
  const subject = `(?:the |an? )?(?:${noun.replaceAll(/[^a-z0-9 ]/g, '')}|it|member|resource)`
  const there = '(?:already exists|exists already|is there already|is already there)'
  const says = new RegExp(`(?:^|\\b(?:if|when) )${subject} (?:(?:that|which) )?${there}\\b`, 'im')
  const sentence = sentencesOf(description).find((one) => says.test(one) && !CONDITION.test(one))
  const [status] = /\b4(?:00|09|12|22)\b/.exec(sentence ?? '') ?? []
  return status === undefined ? undefined : Number(status)
}

const UPDATES =
  /\b(?:replac\w*|overwrit\w*|updat\w*|upsert\w*|modif\w*|chang\w*|edit\w*|merg\w*|idempoten\w*|or (?:set|put)s?)\b/i
const CONDITION = /\bif-|\bif_|\b(?:with|unless|only|without|not)\b.*\bexist|\bname\b|\bparameter\b/i
