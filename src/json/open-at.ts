import type { JsonMistake } from './json-mistake.ts'

/** The index of the last quote, brace or bracket that is open where a text stops being JSON; undefined if all are closed. */
export function openAt(text: string, { index }: JsonMistake): number | undefined {
  const open: number[] = []
  let quote: number | undefined
  for (let at = 0; at < index; at += 1) {
    const sign = text[at]
    if (quote !== undefined && sign === '\\') at += 1
    else if (sign === '"') quote = quote === undefined ? at : undefined
    else if (quote !== undefined) continue
    else if (sign === '{' || sign === '[') open.push(at)
    else if (sign === '}' || sign === ']') open.pop()
  }
  return quote ?? open.at(-1)
}
