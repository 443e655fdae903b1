/**
 * The error for a schema of the contract from which no values can be drawn. The property is then skipped with this reason: the suite
 * asks for nothing wrong.
 */
export class UndrawableSchema extends Error {
  override readonly name = 'UndrawableSchema'
}
