import { hasSentence } from './describes.ts'
import { sentencesOf } from './sentences-of.ts'

const WHAT = '(?:it|(?:the|its|this|that|any|a) (?:current |existing |stored )?\\w+)'
const NULL = String.raw`\W?null\W?`
const EMPTY = '(?:an? )?(?:empty|blank) (?:string|text|value)'
const CLEARS = clearedBy(`${NULL}(?: or ${EMPTY})?|${EMPTY} or ${NULL}`)
const EMPTY_CLEARS = clearedBy(`${EMPTY}(?: or ${NULL})?|${NULL} or ${EMPTY}`)

/** The sentences by which a value leaves a property without a value. */
function clearedBy(value: string): RegExp {
  const forms = [
    `(?:^|[\\s(\\x60"'])(?:${value})\\W{0,3}(?:clears|removes|unsets|erases|deletes) ${WHAT}`,
    `\\b(?:use|pass|send|set (?:it |this )?to|give) (?:${value}) to (?:clear|remove|unset|erase|delete) ${WHAT}`,
    `\\bto (?:clear|remove|unset|erase) ${WHAT},? (?:use|pass|send|set (?:it|this) to|give) (?:${value})(?!\\w)`,
  ]
  return new RegExp(forms.join('|'), 'i')
}

const DENIES = /\b(?:not|never|cannot|except|unless|entry|entries|keys?)\b/i

/** True if a description says of a property that null leaves it without a value. Example: `Null clears it.` */
export function saysNullClears(description: unknown): boolean {
  return hasSentence(description, CLEARS, DENIES)
}

/** True if a description says of a property that an empty text leaves it without a value. Example: `An empty string unsets it.` */
export function saysEmptyClears(description: unknown): boolean {
  return hasSentence(description, EMPTY_CLEARS, DENIES)
}

/** True for a text about an update by which null leaves any property without its value, such as `null empties a property that can be null`. */
export function saysNullClearsAny(text: string | undefined): boolean {
  return sentencesOf(text).some(
    (sentence) => CLEARS_ANY.test(sentence) && !/\b(?:not|never|except|unless)\b/i.test(sentence),
  )
}

const CLEARS_ANY =
  /^\W*(?:a )?\W?null\W? (?:empties|clears|removes|unsets|erases) (?:an?|any|each|every|the|that) (?:(?:optional|nullable) )?(?:property|field|attribute|value)\b/i
