import { sentencesOf } from './sentences-of.ts'

const HAS = String.raw`\b(?:with|ha(?:s|ve|ving)|carr(?:y|ies|ying)|match(?:es|ing)?|contain(?:s|ing)?|includ(?:e|es|ing)|bear(?:s|ing)?)`
const GIVEN = '(?:the|these|those|its|this|given|listed|specified|provided|requested|supplied|named|selected|passed)'
const ALL_OF = new RegExp(
  String.raw`${HAS} (?:all|each|every one|both)(?: of)?(?: ${GIVEN})* ([a-z][\w-]*)(?=\W|$)`,
  'gi',
)
const AND = new RegExp(
  String.raw`\b(?:several|multiple|many|repeated|more|two) ([a-z][\w-]*) (?:are|is|will be) (?:combined|joined|connected) (?:with|by|using) (?:an? )?(?:logical )?and\b`,
  'gi',
)
/** One of the values is enough. */
const ANY = /\b(?:any|either|or|(?<!every )one of|at least one|some of)\b/i

/**
 * What a member must have all of, by the description of a parameter that takes several values: `tags` for "Only events with all of these tags." Empty where it
 * does not say so.
 */
export function allOfSaid(description: string | undefined): readonly string[] {
  const sentences = sentencesOf(description)
  if (sentences.some((sentence) => ANY.test(sentence))) return []
  return sentences.flatMap((sentence) =>
    [ALL_OF, AND].flatMap((form) => Array.from(sentence.matchAll(form), ([, noun = '']) => noun.toLowerCase())),
  )
}
