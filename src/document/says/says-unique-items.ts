import { LONGEST_READ } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const NOUN = '[`\'"]?([a-z][\\w-]*)[`\'"]?'
/** Forms of a sentence about a list, with the property that two items may not share. */
const FORMS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:the )?${NOUN} of (?:all |the |its )*[\\w-]+ (?:are|is|must be|have to be|has to be) unique (?:within|in|among|across)\\b`,
    'i',
  ),
  new RegExp(`\\bno two [\\w-]+ (?:may |can |must |do )?(?:have|share) the same ${NOUN}`, 'i'),
]
/** Words of an item's property. */
const WITHIN = /\bunique (?:within|in|among|across) (?:the|this|its) (?:whole |same )?(?:list|array)\b/i
const DENIES = /\b(?:not|need not|if|unless|when|except)\b/i

/** The property in which no two items of a list are alike, by the description of the list, such as "No two steps have the same name". */
export function uniqueOfItemsSaid(description: unknown): string | undefined {
  const sentences = typeof description === 'string' ? sentencesOf(description.slice(0, LONGEST_READ)) : []
  for (const sentence of sentences.filter((one) => !DENIES.test(one))) {
    const [, name] = FORMS.map((form) => form.exec(sentence)).find((found) => found !== null) ?? []
    if (name !== undefined) return name
  }
  return undefined
}

/** True if the description of an item's property says that no other item of the list has its value. */
export function saysUniqueInList(description: unknown): boolean {
  return typeof description === 'string' && WITHIN.test(description) && !/\bnot\b/i.test(description)
}
