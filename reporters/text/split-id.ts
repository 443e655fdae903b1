/** Splits `create.twice[a.b]` into `create` and `twice[a.b]`. A dot within brackets belongs to a value. */
export function splitId(id: string): readonly string[] {
  const bracket = id.indexOf('[')
  const segments = (bracket < 0 ? id : id.slice(0, bracket)).split('.')
  return bracket < 0 ? segments : [...segments.slice(0, -1), `${segments.at(-1) ?? ''}${id.slice(bracket)}`]
}
