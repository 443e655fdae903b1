import { wordsOf } from '../../words/words.ts'

/**
 * True for the name of a flag that says how a write is done, such as `typecast`, `force` or `skip_validation`. It is no property of the
 * member.
 */
export function namesOption(name: string): boolean {
  return OPTION.test(wordsOf(name).join(' '))
}

const OPTION =
  /^(?:type ?cast|coerce|force|dry ?run|validate only|simulate|(?:skip|ignore|bypass|disable) (?:validations?|checks?|errors?|warnings?|conflicts?|rules?|schema)|allow invalid)$/
