import { jsonMistake } from '../json/json-mistake.ts'
import { lineAndColumn } from '../json/line-and-column.ts'
import { openAt } from '../json/open-at.ts'
import { type Mistake, UserError } from './mistake.ts'

/**
 * The value of a JSON file.
 * @param hint how to mend a file that no person writes
 * @throws UserError, with the place, for a text that is no JSON.
 */
export function jsonOf(file: string, text: string, hint?: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const mistake = notJsonMistake(file, text) ?? { message: `${file} is not JSON` }
    const message = hint === undefined ? mistake.message : `${mistake.message}; ${hint}`
    throw new UserError([{ ...mistake, message }], { cause })
  }
}

/**
 * The mistake of a text that is no JSON, with its place; undefined for JSON. What is open at the end of the text, or a quote at the end of
 * its line, is told where it opens.
 */
export function notJsonMistake(file: string, text: string): Mistake | undefined {
  const mistake = jsonMistake(text)
  if (mistake === undefined) return undefined
  const { index, expected } = mistake
  const isCut = index >= text.trimEnd().length || /[\r\n]/.test(text[index] ?? '')
  const open = isCut ? openAt(text, mistake) : undefined
  const message =
    open === undefined
      ? `${expected.replace('body', 'file')} is expected here`
      : `the ${text[open]} here is never closed`
  return { message: `this is not JSON: ${message}`, at: { file, ...lineAndColumn(text, open ?? index) } }
}
