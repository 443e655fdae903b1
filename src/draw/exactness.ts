import type { SchemaError } from '../contract/validators.ts'
import type { Broken } from './property-source.ts'

/** True if the errors contain the violation. */
export function proves(errors: readonly SchemaError[], { keyword, instancePath, property }: Broken): boolean {
  return errors.some(
    (error) =>
      error.keyword === keyword &&
      error.instancePath === instancePath &&
      (property === undefined || error.params['missingProperty'] === property),
  )
}
