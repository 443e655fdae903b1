import { hasSentence } from './describes.ts'

const PAST = String.raw`\b(?:beyond|past|after|larger than|greater than|too (?:large|high|far|big))\b`
const AGAIN = new RegExp(
  [
    String.raw`${PAST}[^.;]*\b(?:is|shows|answers|gives|returns|gets) the last (?:page|one)\b`,
    String.raw`${PAST}[^.;]*\bthe last page is (?:answered|shown|returned|given|sent)\b`,
  ].join('|'),
  'i',
)
const DENIES = /\b(?:not|never)\b/i

/** True if a description says that a page past the end is the last page. Example: `A page beyond the last one is the last page again.` */
export function saysLastPageAgain(description: unknown): boolean {
  return hasSentence(description, AGAIN, DENIES)
}
