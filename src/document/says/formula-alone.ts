import { sentencesOf } from './sentences-of.ts'

/** Sentences that say nothing of the value itself. */
const ASIDE =
  /^\W*(?:(?:this |it )?(?:is )?(?:set|worked out|calculated|computed|derived|filled in|maintained|kept up to date) (?:by|on) the server|(?:always |is )?read[- ]only|(?:always |is |amounts? )*(?:in|given in|stated in) (?:the )?(?:cents|minor units|euros?|dollars|currency)(?: of (?:the|its) [\w ]+)?|rounded(?: (?:up|down|off))?(?: to (?:whole )?(?:cents|two decimals|two decimal places))?|(?:it )?(?:cannot|can not) be (?:set|sent|changed|written))\W*$/i

/**
 * The first sentence of a description that has no other one which may limit it: "Sum of the items. Drafts are not counted" is no plain sum. Undefined for
 * any other description.
 */
export function formulaAlone(description: unknown): string | undefined {
  if (typeof description !== 'string' || description.includes(';')) return undefined
  const [first, ...others] = sentencesOf(description.trim())
  return others.every((sentence) => ASIDE.test(sentence)) ? first : undefined
}
