import { childAt, formatPointer, parsePointer } from './pointer.ts'

/** The places of a value that a pointer leads to, where the token `*` stands for each item of an array. Empty where there is none. */
export function placesAt(value: unknown, pointer: string): readonly string[] {
  const within = (one: unknown, [token, ...rest]: readonly string[], above: string): readonly string[] => {
    if (one === undefined) return []
    if (token === undefined) return [above]
    if (token === '*' && Array.isArray(one))
      return (one as unknown[]).flatMap((item, index) => within(item, rest, `${above}/${index}`))
    return within(childAt(one, token), rest, above + formatPointer([token]))
  }
  return within(value, parsePointer(pointer), '')
}
