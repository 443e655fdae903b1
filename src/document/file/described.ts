import { type Part, partAt } from './document-file.ts'

/** The most characters of a description that are kept. */
const LONGEST = 4000

/** The texts at these keys of a part, such as its summary and its description. Nothing where there are none. */
export function described(part: Part, ...keys: readonly string[]): { readonly description?: string } {
  const texts = keys.flatMap((key) => {
    const { value } = partAt(part, key)
    return typeof value === 'string' && value.trim() !== '' ? [value.trim().replace(/[^.:;!?]$/, '$&.')] : []
  })
  return texts.length === 0 ? {} : { description: texts.join(' ').slice(0, LONGEST) }
}
