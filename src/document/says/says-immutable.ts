import { hasSentence } from './describes.ts'

const SUBJECT = String.raw`(?:(?:it|this|(?:this|the) (?:field|property|value|attribute|setting)) )?`

/** The whole sentence is about the property: one about viewers, or about closed things, says nothing of it. */
const SAYS = new RegExp(
  String.raw`^\W*(?:immutable(?:$|[.:,;(]| after\b| once\b| field\b| property\b)|${SUBJECT}(?:is immutable\b|never changes\b|is never (?:changed|updated|modified)\b|(?:cannot|can ?not|can['’]t|must not|may not|can never) be (?:changed|updated|modified|edited|altered)\b)|${SUBJECT}(?:can )?only (?:be )?(?:set|given|specified|provided) (?:once|(?:at|on|upon|by|during|when) (?:the )?creat\w*)|write[- ]once\b)|\bset once\b`,
  'i',
)

/** A value that changes in some states, by some requests or for some callers. Once it is created, it has its value for good. */
const UNLESS =
  /\b(?:while|if|unless|until|except|without|directly|whether|true|marks?|via|through|PATCH|PUT)\b|\bby \w+|\bwhen (?!creat)|\bonce (?!(?:(?:it|they|(?:the|this|an?) [\w-]+) )?(?:is |are |was |were |has been |have been )?(?:created|set))|\bafter (?!(?:the |its )?creat|(?:(?:it|they|(?:the|this|an?) [\w-]+) )?(?:is|are|was|were|has been|have been|being) (?:created|set))/i

/** True if a description says of a property that no update changes it. Example: `Immutable: a change is refused.` */
export function saysImmutable(description: unknown): boolean {
  return hasSentence(description, SAYS, UNLESS)
}
