const compiled = new Map<string, RegExp>()

/**
 * The compiled pattern, as ajv is configured: with the `u` flag, or without if the flag makes the source invalid.
 * @throws SyntaxError
 */
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
