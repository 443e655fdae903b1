import { wordsOf } from '../../words/words.ts'

/** The words of a text in lower case, with a space before and after each. Empty for a text without words. */
export function plainWords(text: string): string {
  const words = wordsOf(text)
  return words.length === 0 ? '' : ` ${words.join(' ')} `
}
