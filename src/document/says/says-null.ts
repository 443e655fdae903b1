import { sentencesOf } from './sentences-of.ts'

/** The state beside a property, by its words, in which the property is null, or in all but which it is. */
export interface NullSaid {
  readonly state: string
  readonly isNot: boolean
}

const SUBJECT = String.raw`(?:it|the [a-z][\w -]*?) (?:is|has been|was)`
const STATE = String.raw`(?:in (?:the )?(?:state|status) )?[\`'"]?([a-z][\w-]*)[\`'"]?\W*$`
const WHILE = new RegExp(String.raw`\bnull (?:if|when|whenever|while|where|as long as) ${SUBJECT} (not )?${STATE}`, 'i')
const UNLESS = new RegExp(String.raw`\bnull unless ${SUBJECT} ${STATE}`, 'i')

/** The state of a description such as "When it was paid. null unless the invoice is paid", "null while the loan is open". Undefined for none. */
export function nullSaid(description: unknown): NullSaid | undefined {
  if (typeof description !== 'string') return undefined
  const found = sentencesOf(description).flatMap((sentence): readonly NullSaid[] => {
    const [, not, state] = WHILE.exec(sentence) ?? []
    if (state !== undefined) return [{ state, isNot: not !== undefined }]
    const [, other] = UNLESS.exec(sentence) ?? []
    return other === undefined ? [] : [{ state: other, isNot: true }]
  })
  return found.length === 1 ? found[0] : undefined
}
