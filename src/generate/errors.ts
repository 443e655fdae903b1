/** No value satisfies the schema. Raised at the call, before anything is drawn. */
export class UnsatisfiableSchema extends Error {
  override readonly name = 'UnsatisfiableSchema'
  /** JSON Pointer to the part of a value that cannot be made. */
  readonly instancePath: string
  readonly reason: string

  constructor(instancePath: string, reason: string) {
    super(`Expected a schema that some value satisfies; ${reason} (at "${instancePath}")`)
    this.instancePath = instancePath
    this.reason = reason
  }
}

/** The schema uses something that cannot be turned into values by construction: a backreference, say. */
export class UnsupportedSchema extends Error {
  override readonly name = 'UnsupportedSchema'
  /** JSON Pointer to the part of a value, or of the schema, that is not supported. */
  readonly instancePath: string
  readonly reason: string

  constructor(instancePath: string, reason: string, options?: ErrorOptions) {
    super(`Expected a schema within what can be generated; ${reason} (at "${instancePath}")`, options)
    this.instancePath = instancePath
    this.reason = reason
  }
}
