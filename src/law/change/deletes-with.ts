import { sentencesOf } from '../../document/says/sentences-of.ts'
import type { Resource } from '../../resource/model.ts'
import { singular, wordsOf } from '../../words/words.ts'

/** True if the description of a delete says that all members of a resource go with it. Example: `Its ratings are deleted too`. */
export function deletesWith({ name }: Pick<Resource, 'name'>, description: string): boolean {
  const noun = wordsOf(name).map(singular).join(' ')
  return sentencesOf(description).some((sentence) => {
    if (DENIES.test(sentence)) return false
    const [, all = ''] = FORMS.map((form) => form.exec(sentence)).find((found) => found !== null) ?? []
    return all.split(/,|\band\b/i).some((one) => wordsOf(one.replace(OWN, '')).map(singular).join(' ') === noun)
  })
}

const OWN = /^\s*(?:all (?:of )?)?(?:its|their|the|all)\s+/i

const FORMS = [
  /^(.+) (?:is|are) (?:deleted|removed) (?:too|as well|also|with it)[.;!]?$/i,
  /^(.+) (?:is|are) also (?:deleted|removed)[.;!]?$/i,
  /^(?:deletes?|removes?|deleting|removing) .+? (?:together with|along with|with|and) ((?:all (?:of )?)?(?:its|their) .+?)[.;!]?$/i,
  /^\w+ .+? and (?:deletes?|removes?) ((?:all (?:of )?)?(?:its|their) .+?)[.;!]?$/i,
] as const

/** Words about some of them, or about what stays. */
const DENIES = /\b(?:keeps?|kept|stays?|remains?|not|never|unless|except|only|if|when|that|which|whose|some|most)\b/i
