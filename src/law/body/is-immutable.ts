import { typeOf, type FlatSchema } from './flatten-schema.ts'

/**
 * True for the flattened schema of a property that no update changes. A flag whose description says so is most likely one of other values: whether they
 * are immutable.
 */
export function isImmutable(schema: FlatSchema): boolean {
  if (schema['x-create-only'] === true) return true
  return schema['x-immutable'] === true && typeOf(schema) !== 'boolean'
}
