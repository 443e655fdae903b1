const compiled = new Map<string, RegExp>()

/** A pattern as ajv is told to compile it: with the `u` flag, or without where the source does not bear it. Throws SyntaxError. */
export function expressionOf(source: string): RegExp {
  const known = compiled.get(source)
  if (known !== undefined) return known
  const expression = withFlag(source)
  compiled.set(source, expression)
  return expression
}

function withFlag(source: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch {
    return new RegExp(source)
  }
}
