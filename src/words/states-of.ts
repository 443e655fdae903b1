import { isPastForm, pastForms } from './past-forms.ts'
import { wordsOf } from './words.ts'

/** The states that the words of the name of an action lead to: `paid` of `pay`, and of `markAsPaid`. */
export function statesOf(action: string): readonly string[] {
  return wordsOf(action).flatMap((word) => (isPastForm(word) ? [word] : pastForms(word)))
}
