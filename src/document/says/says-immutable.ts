/** The longest description that is looked at, in characters. */
const LONGEST = 1000

const SAYS =
  /\bimmutable\b|\b(?:cannot|can ?not|can['’]t|must not|may not|never) be (?:changed|updated|modified|edited|altered)\b|\bcannot change\b|\b(?:can )?only (?:be )?(?:set|given|specified|provided) (?:once|(?:at|on|upon|by|during|when) (?:the )?creat\w*)\b|\bwrite[- ]once\b|\bset once\b/i

/** A value that changes in some states, or for some callers. Once it is created, it has its value for good. */
const UNLESS =
  /\b(?:while|if|unless|until|except|without|directly|by (?:users?|the (?:user|caller|client)))\b|\bwhen (?!creat)|\bonce (?!(?:it |they )?(?:is |are |has been |have been )?(?:created|set))|\bafter (?!(?:the |its )?creat|(?:it |they )?(?:is|are|has been|have been|being) (?:created|set))/i

/** True for a description which says of a property that no update changes it, such as `Immutable: a change is refused.` */
export function saysImmutable(description: unknown): boolean {
  if (typeof description !== 'string' || description.length > LONGEST) return false
  return description.split(/(?<=[.;])\s+/).some((sentence) => SAYS.test(sentence) && !UNLESS.test(sentence))
}
