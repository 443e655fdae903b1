import { singular, wordsOf } from './words.ts'

/** The sentences of a description. */
export function sentencesOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/(?<=[.;!?])\s+/)
}

/** True for a text with the words of a name, in the singular or the plural. */
export function speaksOf(name: string, text: string): boolean {
  return ` ${plainWords(text)} `.includes(` ${plainWords(name)} `)
}

function plainWords(text: string): string {
  return wordsOf(text).map(singular).join(' ')
}
