type Schemas = Readonly<Record<string, unknown>>

/**
 * Remembers what is made of a schema of a document. Laws ask for the same schemas again, and a generator of one takes milliseconds to
 * make. Neither the schema nor the document may change afterwards.
 */
export function onceASchema<T>(
  make: (schema: unknown, schemas: Schemas) => T,
): (schema: unknown, schemas: Schemas) => T {
  const made = new WeakMap<Schemas, WeakMap<object, T>>()
  return (schema, schemas) => {
    if (typeof schema !== 'object' || schema === null) return make(schema, schemas)
    const known = made.get(schemas) ?? new WeakMap<object, T>()
    made.set(schemas, known)
    const found = known.get(schema) ?? make(schema, schemas)
    known.set(schema, found)
    return found
  }
}
