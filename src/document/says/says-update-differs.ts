import { LONGEST_READ } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const DIFFERS = new RegExp(
  [
    // The values of an update show later.
    String.raw`\b(?:takes?|has|have|come into|comes into) effect (?:only )?(?:when|after|once|from|at|with|as soon as)\b`,
    String.raw`\buntil (?:then|it is|they are|(?:the|its|their) \w+ (?:is|are|has|have))\b`,
    String.raw`\b(?:apply|applies|valid|effective|active|used|visible|shown)\b[^.;]*\b(?:from|at|with|after) (?:the )?(?:next|following|end of|renewal|approval|confirmation)\b`,
    // Another member has them.
    String.raw`\bcreates? (?:a new|another) (?!(?:version|revision|event|entry|log|history|snapshot)\b)\w+`,
    String.raw`\bthe (?:old|previous|existing|original) (?:one|\w+) (?:stays?|remains?|is kept|keeps?|is left)\b`,
    // They are joined with those of before.
    String.raw`\b(?:adds?|subtracts?|deducts?|appends?|prepends?) (?:the|its|an?|what is|all|each|new|them|it|to|from)\b`,
    String.raw`\b(?:is|are) (?:added|appended|prepended|subtracted|deducted) (?:to|from)\b`,
    String.raw`\b(?:puts?|places?|writes?) (?:the|its|a|new)\b[^.;]*\b(?:behind|before|after|in front of|on top of|below|above)\b`,
    String.raw`\b(?:increases?|decreases?|raises?|reduces?|changes?) (?:the |it |its )?[^.;]*\bby (?:the|its|that|this|what)\b`,
  ].join('|'),
  'i',
)
/** A rule for the caller, what an update leaves out, and an update that creates what is not there. */
const DENIES =
  /\b(?:must|refused|rejected|not allowed|forbidden|never|cannot)\b|\bor (?:else )?creates?\b|\bcreates?\b[^.;]*\b(?:if|where|when|unless)\b|\b(?:if|where|when|unless)\b[^.;]*\b(?:not|no|none|missing|absent|exists?)\b[^.;]*\bcreates?\b|(?<![\w\x60.-])4\d\d\b(?![\x60.-])/i

/**
 * The sentences about an update by which a read may show other values than the update has sent: `An update adds the quantity to the stock.` The
 * values show later, in another member, or joined with those of before.
 */
export function sentencesThatDiffer(description: string | undefined): readonly string[] {
  return sentencesOf(description).filter((sentence) => DIFFERS.test(sentence) && !DENIES.test(sentence))
}

/** True if a description of a property says so of its updates. Example: `The stock. An update adds the quantity to the stock.` */
export function saysUpdatesDiffer(description: unknown): boolean {
  if (typeof description !== 'string') return false
  const sentences = sentencesThatDiffer(description.slice(0, LONGEST_READ))
  return sentences.some((sentence) => /\b(?:updates?|updating|PATCH|PUT)\b/i.test(sentence))
}
