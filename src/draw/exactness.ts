import type { SchemaError } from '../contract/validators.ts'
import type { Broken } from './property-source.ts'
import { statedBy } from './stated-by.ts'

/** The violation with what the contract states for the keyword; undefined if the errors do not contain the violation. */
export function provenBy(errors: readonly SchemaError[], broken: Broken): Broken | undefined {
  const { keyword, instancePath, property } = broken
  const error = errors.find(
    (one) =>
      one.keyword === keyword &&
      one.instancePath === instancePath &&
      (property === undefined || one.params['missingProperty'] === property),
  )
  if (error === undefined) return undefined
  const stated = statedBy(error)
  return stated === undefined ? broken : { ...broken, stated }
}
