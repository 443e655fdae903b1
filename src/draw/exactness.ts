import type { SchemaError } from '../contract/validators.ts'
import type { Broken } from './property-source.ts'

/** Whether the errors say that the value breaks its schema in this way. */
export function proves(errors: readonly SchemaError[], { keyword, instancePath, property }: Broken): boolean {
  return errors.some(
    (error) =>
      error.keyword === keyword &&
      error.instancePath === instancePath &&
      (property === undefined || error.params['missingProperty'] === property),
  )
}
