/** The error for a schema that no value satisfies, thrown before any draw. */
export class UnsatisfiableSchema extends Error {
  override readonly name = 'UnsatisfiableSchema'
  /** JSON Pointer to the part of a value that cannot exist. */
  readonly instancePath: string
  /** The reason why no value satisfies the schema, in words. */
  readonly reason: string

  constructor(instancePath: string, reason: string) {
    super(`Expected a schema that some value satisfies; ${reason} (at "${instancePath}")`)
    this.instancePath = instancePath
    this.reason = reason
  }
}

/** The error for a schema with an unsupported feature, such as a backreference. */
export class UnsupportedSchema extends Error {
  override readonly name = 'UnsupportedSchema'
  /** JSON Pointer to the unsupported part of a value or of the schema. */
  readonly instancePath: string
  /** The reason why no value can be generated, in words. */
  readonly reason: string

  constructor(instancePath: string, reason: string, options?: ErrorOptions) {
    super(`Expected a schema within what can be generated; ${reason} (at "${instancePath}")`, options)
    this.instancePath = instancePath
    this.reason = reason
  }
}

/** True for the error of a schema for which no value can be generated. */
export function isSchemaError(error: unknown): error is UnsatisfiableSchema | UnsupportedSchema {
  return error instanceof UnsatisfiableSchema || error instanceof UnsupportedSchema
}
