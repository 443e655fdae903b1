import { singular, wordsOf } from '../../words/words.ts'

/** True for a text with the words of a name, in the singular or the plural. */
export function speaksOf(name: string, text: string): boolean {
  return ` ${plainWords(text)} `.includes(` ${plainWords(name)} `)
}

function plainWords(text: string): string {
  return wordsOf(text).map(singular).join(' ')
}
