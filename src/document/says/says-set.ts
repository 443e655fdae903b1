import { literalPattern } from '../../json/literal-pattern.ts'
import { sentencesOf } from './sentences-of.ts'

/** The properties that an operation sets, or empties, by its description. */
export interface SetProperties {
  readonly set: readonly string[]
  readonly emptied: readonly string[]
}

/** Words by which a sentence holds under a condition alone. */
const CONDITION = /\b(?:if|when|unless|where|while|until|may|might|can|could|not|never|only|except|otherwise)\b/i

/**
 * The properties of these names that a description says are set or emptied: `An open invoice becomes paid, and paid_at is set`, `clears assignedTo`. A sentence
 * with a condition says nothing.
 */
export function setProperties(names: readonly string[], description: string | undefined): SetProperties {
  const sentences = sentencesOf(description).filter((sentence) => !CONDITION.test(sentence))
  const says = (name: string, forms: (own: string) => readonly string[]): boolean => {
    const own = `[\`'"]?${literalPattern(name)}[\`'"]?`
    return sentences.some((sentence) => forms(own).some((form) => new RegExp(form, 'i').test(sentence)))
  }
  return {
    set: names.filter((name) => says(name, setForms)),
    emptied: names.filter((name) => says(name, emptiedForms)),
  }
}

function setForms(own: string): readonly string[] {
  return [
    String.raw`(?<![\w.])${own} (?:is|are) (?:then |also )?(?:set|filled|recorded|stamped)(?! to (?:null|false))\b(?!-)`,
    String.raw`\b(?:sets|fills|records|stamps) (?:the )?${own}(?![\w\`'"])(?! to (?:null|false))`,
  ]
}

function emptiedForms(own: string): readonly string[] {
  return [
    String.raw`(?<![\w.])${own} (?:(?:is|becomes|is set to|is reset to|to) )?[\`]?null\b`,
    String.raw`(?<![\w.])${own} (?:is|are) (?:then |also )?(?:cleared|emptied|unset)\b`,
    String.raw`\b(?:clears|empties|unsets) (?:the )?${own}(?!\w)`,
    String.raw`\bsets (?:the )?${own} to [\`]?null\b`,
  ]
}
