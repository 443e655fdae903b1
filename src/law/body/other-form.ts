import { plainName, wordsOf } from '../../words/words.ts'

/** Words that name the form of a value. */
const FORMS = new Set(['base', '64', 'base64', 'b64', 'encoded', 'json', 'binary', 'bytes', 'file', 'name', 'path'])

/**
 * True for a property that holds the value of another one in another form. Examples: `base64Body` and `bodyFileName` beside `body`. A
 * server takes one of them.
 */
export function isOtherForm(name: string, others: readonly string[]): boolean {
  const words = wordsOf(name)
  const stem = words.filter((word) => !FORMS.has(word)).join('')
  const hasForm = words.some((word) => FORMS.has(word) && word !== 'name' && word !== 'path')
  return hasForm && stem !== '' && others.some((other) => other !== name && plainName(other) === stem)
}
