import { LONGEST_READ } from './describes.ts'
import { literalPattern } from '../../json/literal-pattern.ts'
import { sentencesOf } from './sentences-of.ts'

/** The effect of a flag on a property of an answer, by its description. */
export interface PartSaid {
  /** The value of the flag that the description speaks of. */
  readonly value: boolean
  /** True where the answer has the property with that value, false where it lacks it. */
  readonly isShown: boolean
  /** False where the description only says what the flag is about: "whether the response returns the total". */
  readonly isStated: boolean
}

const VALUE = /(?<![\w-])[`'"]?(true|false)[`'"]?(?![\w-])/gi
/** A sentence with more conditions, or about some answers alone. */
const PARTIAL = /\b(?:only|may|might|can|could|usually|often|sometimes|except|large|first|last|null|otherwise)\b/i
const ABOUT = /\bwhether\b/i

/** The effect of a flag on the property with a name, such as `totalCount` for "If `false`, the response has no `totalCount`." */
export function partSaid(name: string, description: string | undefined): readonly PartSaid[] {
  if (description === undefined || description.length > LONGEST_READ) return []
  const words = wordsFor(namedBy(name))
  return sentencesOf(description).flatMap((sentence): readonly PartSaid[] => {
    const values = [...sentence.matchAll(VALUE)].map(([, value = '']) => value.toLowerCase() === 'true')
    const isLeftOut = words.lacks.some((one) => one.test(sentence))
    const isShowing = words.shows.some((one) => one.test(sentence))
    if (isLeftOut === isShowing || PARTIAL.test(sentence)) return []
    if (values.length === 0)
      return isShowing && ABOUT.test(sentence) ? [{ value: true, isShown: true, isStated: false }] : []
    const [value] = values
    if (value === undefined || values.length > 1) return []
    // "Whether …, true by default" says nothing of that value alone.
    if (ABOUT.test(sentence) || /\bdefaults?\b/i.test(sentence)) return []
    const isOther = /\bunless\b/i.test(sentence)
    if (isOther && isShowing) return []
    return [{ value: isOther ? !value : value, isShown: isShowing, isStated: true }]
  })
}

/** A name in quotes, one that is no word of English, or a word at the end of a clause. */
function namedBy(name: string): string {
  const plain = literalPattern(name)
  const quoted = String.raw`[\x60'"]${plain}[\x60'"]`
  const bare = /^[a-z]+$/.test(name)
    ? String.raw`\b${plain}(?=\s*(?:[.,;:)]|$))`
    : String.raw`(?<![\w.$-])${plain}(?![\w-])`
  return String.raw`(?:${quoted}|${bare})`
}

function wordsFor(name: string): { readonly lacks: readonly RegExp[]; readonly shows: readonly RegExp[] } {
  const the = String.raw`(?:(?:the|a|an|any|its) )?(?:(?:property|field) )?`
  const is = String.raw`(?: (?:property|field|value))? (?:is|will be)`
  return {
    lacks: [
      form(
        String.raw`\b(?:has|have|contains?|includes?|shows?|returns?|with|there is) no (?:(?:property|field) )?${name}`,
      ),
      unlessDenied(
        String.raw`\b(?:omits?|leaves? out|lacks?|drops?|excludes?|suppress(?:es)?|without|leaving out|omitting) ${the}${name}`,
      ),
      form(
        String.raw`\b(?:does not|doesn['’]t|do not|don['’]t|will not|won['’]t) (?:have|contain|include|show|return) ${the}${name}`,
      ),
      form(String.raw`\bleaves? ${the}${name} out\b`),
      form(
        String.raw`${name}${is} (?:omitted|left out|absent|missing|suppressed|excluded|not (?:returned|included|present|shown|there|sent|part of))(?=$|\W)`,
      ),
    ],
    shows: [
      unlessDenied(String.raw`\b(?:has|have|contains?|includes?|shows?|returns?|adds?) (?:also )?${the}${name}`),
      unlessDenied(String.raw`\b(?:returns?|includes?|shows?|has|contains?) (?:[\w-]+ ){1,8}\(${name}\)`),
      form(String.raw`${name}${is} (?:returned|included|shown|present|added)(?=$|\W)`),
    ],
  }
}

function form(text: string): RegExp {
  return new RegExp(text, 'i')
}

function unlessDenied(text: string): RegExp {
  return form(String.raw`(?<!\b(?:not|never|don['’]t|doesn['’]t|won['’]t) )${text}`)
}
