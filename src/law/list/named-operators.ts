import type { FilterComparison, FilterExpression } from './filter-expressions.ts'

/** The expressions of the operators that the texts of a parameter name beside an equality: `ne`, `sw`, `startswith(name,'a')`, and `and`. */
export function namedOperators(equality: FilterExpression, text: string): readonly FilterExpression[] {
  const parts = /^(\S+) eq (['"])value\2$/.exec(equality.write('value'))
  if (equality.comparison !== 'equal' || parts === null) return []
  const [, path = '', quote = ''] = parts
  const infixed = Object.entries(INFIXES).flatMap(([word, comparison]) =>
    isNamed(word, text)
      ? [{ comparison, write: (value: unknown) => `${path} ${word} ${quote}${String(value)}${quote}` }]
      : [],
  )
  const called = Object.entries(FUNCTIONS).flatMap(([word, comparison]) =>
    isNamed(word, text)
      ? [{ comparison, write: (value: unknown) => `${word}(${path},${quote}${String(value)}${quote})` }]
      : [],
  )
  return [...infixed, ...called].map((one) => ({ ...equality, ...one }))
}

/** The word that joins two expressions which both have to be true. Undefined where no text shows one. */
export function conjunctionIn(text: string): string | undefined {
  const quoted = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, one = '']) => one)
  const found = quoted.flatMap((one) => /^(and)$/i.exec(one)?.[1] ?? /\S['")\d] (and) [\w(]/i.exec(one)?.[1] ?? [])
  return found[0]
}

/** OData and SCIM have these in common, or apart. */
const INFIXES: Readonly<Record<string, FilterComparison>> = { ne: 'unequal', co: 'has', sw: 'starts', ew: 'ends' }
const FUNCTIONS: Readonly<Record<string, FilterComparison>> = {
  startswith: 'starts',
  endswith: 'ends',
  contains: 'has',
}

function isNamed(word: string, text: string): boolean {
  return new RegExp(`\`${word}(?:\`|\\()`).test(text)
}
